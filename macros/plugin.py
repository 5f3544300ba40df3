"""The only file that knows MkDocs, and Zensical: registers the macros; stops a build on problems, shows them in boxes while serving."""

from __future__ import annotations

import functools
import posixpath
import re
from pathlib import Path
from typing import Any

import click
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from pathspec.gitignore import GitIgnoreSpec

from macros.book import keep_books
from macros.components import signatures
from macros.kit import Faulty
from macros.light import lighten
from macros.pages import Page
from macros.paper.shelf import copy as copy_pdfs
from macros.problems import Problem
from macros.render import Place, problem_box, render
from macros.toolkit import Toolkit, open_toolkit

ROOT = Path(__file__).resolve().parent.parent
LOG = get_plugin_logger("kit")
BOX = "{{ faults_of_page() }}"
ADDRESS = re.compile(r'(?<=\s)(href|src)="(?![a-z]+:|[/?#"])([^"?#]*)')


def define_env(env: Any) -> None:
    """Registers a macro for each component.

    In a build, any problem stops it with all of them in one PluginError. In serve nothing is ever raised:
    an exception here would hang the browser, and an unknown macro would end the server.
    """
    hooks = not _is_zensical(env)
    toolkit = _read() if hooks else _read_once(_stamp())
    if hooks:
        env.pre_macro_functions.append(_forget_front_matter)
    else:
        _forget_front_matter(env)
    for name in signatures():
        env.macro(_macro(env, toolkit, name), name)
    if hooks:
        # Here and not in `run.py build`, so that a preview has the files its pages link to.
        env.post_build_functions.append(lambda env: copy_pdfs(toolkit, Path(env.conf["site_dir"])))
        env.post_build_functions.append(lambda env: lighten(Path(env.conf["site_dir"])))
    if hooks and _is_serving():
        _show_faults(env, toolkit)
    elif toolkit.problems:
        lines = "\n".join(problem.as_text() for problem in toolkit.problems)
        raise PluginError(f"The data or pages need mending:\n{lines}")


def _is_zensical(env: Any) -> bool:
    return not hasattr(env, "pre_macro_functions")


def _read() -> Toolkit:
    toolkit = open_toolkit(ROOT)
    keep_books(ROOT, toolkit.kit)
    return toolkit


@functools.lru_cache(maxsize=1)
def _read_once(stamp: tuple) -> Toolkit:
    """Zensical calls define_env for every page, so what was read stays until a file is another."""
    return _read()


def _stamp() -> tuple:
    files = [ROOT / "mkdocs.yml", *(ROOT / "data").rglob("*"), *(ROOT / "content").rglob("*.md")]
    return tuple((str(file), file.stat().st_mtime_ns) for file in files)


def _is_serving() -> bool:
    context = click.get_current_context(silent=True)
    return context is not None and context.info_name == "serve"


def _forget_front_matter(env: Any) -> None:
    """Keeps front matter from shadowing macros: `worksheet:` in a lesson would hide `worksheet(…)`."""
    env.variables["page"].meta = {}


def _show_faults(env: Any, toolkit: Toolkit) -> None:
    """Faults of a page that no macro of it shows stand above it; a page that cannot be read right is replaced by its faults."""

    def faults_of_page() -> str:
        page = toolkit.pages[_source(env.page)]
        return problem_box(_faults(toolkit, page) if page.problems else _faults_beside_calls(toolkit, page))

    def put_box(env: Any) -> None:
        page = toolkit.pages.get(_source(env.page))
        if page and _faults_beside_calls(toolkit, page):
            env.page.meta.clear()  # a wrong template or setting would end the server
        if page and page.problems:
            env.markdown = BOX
        elif page and _faults_beside_calls(toolkit, page) and not any(_is_for_lessons(call.name) for call in page.calls):
            env.markdown = f"{BOX}\n\n{env.markdown}"

    env.config["on_error_fail"] = False
    _leave_out_what_is_no_text(env, toolkit)
    env.pre_macro_functions.append(put_box)
    env.macro(faults_of_page, faults_of_page.__name__)
    for page in toolkit.pages.values():
        for call in page.calls:
            if call.name not in signatures():
                env.macro(_macro(env, toolkit, call.name), call.name)


def _leave_out_what_is_no_text(env: Any, toolkit: Toolkit) -> None:
    """MkDocs ends, or hangs, on a page that is not UTF-8: it stays out of the preview and is told in the terminal."""
    unread = [page for page in toolkit.pages.values() if not page.is_text]
    if unread:
        already = env.conf["exclude_docs"].patterns if env.conf["exclude_docs"] else []
        env.conf["exclude_docs"] = GitIgnoreSpec([*already, *GitIgnoreSpec.from_lines(f"/{page.source}" for page in unread).patterns])
    for page in unread:
        for problem in page.problems:
            LOG.warning(problem.as_text())


def _macro(env: Any, toolkit: Toolkit, name: str):
    def macro(*arguments: Any) -> str:
        source = _source(env.page)
        page = toolkit.pages.get(source)
        if faults := _faults_of_call(toolkit, page, name, arguments):
            return problem_box(faults)
        try:
            html = render(name, toolkit, Place(source, page.front if page else {}), arguments)
            return _from_file(html, source) if _is_zensical(env) else html
        except Faulty as fault:
            return problem_box(fault.problems)

    macro.__doc__ = signatures()[name].does if name in signatures() else "Not a macro of this project."
    return macro


def _source(page: Any) -> str:
    """The page's path below content/, under MkDocs and under Zensical."""
    return getattr(getattr(page, "file", None), "src_uri", None) or getattr(page, "path", "")


def _from_file(html: str, source: str) -> str:
    """Zensical moves relative addresses in HTML, as Markdown's are moved: they are to begin at the page's file, not at its address."""
    stem = posixpath.basename(source).removesuffix(".md")
    if stem == "index":
        return html
    return ADDRESS.sub(lambda found: f'{found[1]}="{posixpath.normpath(posixpath.join(stem, found[2]))}' + "/" * found[2].endswith("/"), html)


def _faults(toolkit: Toolkit, page: Page) -> list[Problem]:
    return [problem for problem in toolkit.problems if problem.file == page.name]


def _faults_beside_calls(toolkit: Toolkit, page: Page) -> list[Problem]:
    """What is wrong with a page but not with one of its macro calls: mostly its front matter."""
    lines = {call.line for call in page.calls}
    return [problem for problem in _faults(toolkit, page) if problem.line not in lines]


def _faults_of_call(toolkit: Toolkit, page: Page | None, name: str, arguments: tuple) -> list[Problem]:
    """What is wrong with this very call, and with the front matter it draws on."""
    if page is None:
        return []
    lines = {call.line for call in page.calls if call.name == name and call.arguments == arguments}
    front = _faults_beside_calls(toolkit, page) if _is_for_lessons(name) else []
    return front + [problem for problem in _faults(toolkit, page) if problem.line in lines]


def _is_for_lessons(name: str) -> bool:
    return name in signatures() and signatures()[name].for_lessons
