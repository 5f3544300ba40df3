"""The only file that knows MkDocs: registers the macros; stops a build on problems, shows them in boxes while serving."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from mkdocs.exceptions import PluginError

from macros.components import signatures
from macros.kit import Faulty
from macros.problems import Problem
from macros.render import Place, problem_box, render
from macros.toolkit import Toolkit, open_toolkit

ROOT = Path(__file__).resolve().parent.parent


def define_env(env: Any) -> None:
    """Registers a macro for each component.

    In a build, any problem stops it with all of them in one PluginError. In serve nothing is ever raised:
    an exception here would hang the browser, and an unknown macro would end the server.
    """
    toolkit = open_toolkit(ROOT)
    serving = _is_serving()
    if toolkit.problems and not serving:
        lines = "\n".join(problem.as_text() for problem in toolkit.problems)
        raise PluginError(f"The data or pages need mending:\n{lines}")
    if serving:
        env.config["on_error_fail"] = False
        _register_unknown(env, toolkit)
    if hasattr(env, "pre_macro_functions"):
        env.pre_macro_functions.append(_forget_front_matter)
    for name in signatures():
        env.macro(_macro(env, toolkit, name), name)


def _is_serving() -> bool:
    context = click.get_current_context(silent=True)
    return context is not None and context.info_name == "serve"


def _forget_front_matter(env: Any) -> None:
    """Keeps front matter from shadowing macros: `worksheet:` in a lesson would hide `worksheet(…)`."""
    env.variables["page"].meta = {}


def _register_unknown(env: Any, toolkit: Toolkit) -> None:
    for page in toolkit.pages.values():
        for call in page.calls:
            if call.name not in signatures():
                env.macro(_macro(env, toolkit, call.name), call.name)


def _macro(env: Any, toolkit: Toolkit, name: str):
    def macro(*arguments: Any) -> str:
        source = _source(env.page)
        page = toolkit.pages.get(source)
        faults = _faults_of_call(toolkit, page, name, arguments)
        if faults:
            return problem_box(faults)
        try:
            return render(name, toolkit, Place(source, page.front if page else {}), arguments)
        except Faulty as fault:
            return problem_box(fault.problems)

    macro.__doc__ = signatures()[name].does if name in signatures() else "Not a macro of this project."
    return macro


def _source(page: Any) -> str:
    """The page's path below content/, under MkDocs and under Zensical."""
    return getattr(getattr(page, "file", None), "src_uri", None) or getattr(page, "path", "")


def _faults_of_call(toolkit: Toolkit, page: Any, name: str, arguments: tuple) -> list[Problem]:
    """What is wrong with this very call, and with the front matter it may draw on."""
    if page is None:
        return []
    front = len(page.document.value) if page.document and isinstance(page.document.value, dict) else 0
    lines = {call.line for call in page.calls if call.name == name and call.arguments == arguments}
    last = max([line for line, _ in page.document.marks.values()], default=1) if front else 1
    wanted = [p for p in toolkit.problems if p.file == page.name and (p.line in lines or (p.line <= last and name == "lesson_head"))]
    return wanted
