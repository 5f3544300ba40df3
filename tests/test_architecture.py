"""The direction of imports, and what each layer may not know. See CONTRIBUTING.md, "The house"."""

import ast
import re

import pytest

from tests.machine import ROOT

MODULES = sorted(path for path in (ROOT / "macros").rglob("*.py") if path.parent.name != "components")
COMPONENTS = sorted((ROOT / "macros" / "components").glob("*.html"))
SCRIPTS = sorted((ROOT / "site_overrides" / "assets" / "js").rglob("*.js"))
STYLES = sorted((ROOT / "site_overrides" / "assets" / "css").glob("*.css"))
FORBIDDEN = {
    "problems": {"yaml", "jsonschema", "jinja2", "mkdocs", "macros"},
    "model": {"yaml", "jsonschema", "jinja2"},
    "render": {"yaml", "jsonschema"},
    "load": {"jsonschema", "jinja2"},
    "schema": {"yaml", "jinja2"},
    "validate": {"yaml", "jinja2"},
    "rules": {"yaml", "jsonschema", "jinja2"},
    "rulebook": {"yaml", "jsonschema", "jinja2"},
}


def imports(path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return {name.split(".")[0] for name in names | {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_only_the_plugin_knows_mkdocs(path):
    assert path.stem == "plugin" or "mkdocs" not in imports(path)


@pytest.mark.parametrize("name", FORBIDDEN)
def test_a_layer_does_not_import_what_lies_above_it(name):
    files = [ROOT / "macros" / f"{name}.py", *sorted((ROOT / "macros" / name).glob("*.py"))]
    assert set().union(*(imports(path) for path in files if path.exists())) & FORBIDDEN[name] == set()


@pytest.mark.parametrize("path", [path for path in MODULES if path.parent.name != "edition" and path.stem != "__main__"], ids=lambda path: path.stem)
def test_only_editions_and_the_command_line_know_editions(path):
    assert not re.search(r"\beditions?\b", re.sub(r'"""|#.*', "", path.read_text(encoding="utf-8"))), "an edition is an ordinary project to everything else"


@pytest.mark.parametrize("path", [path for path in MODULES if path.stem != "pack"], ids=lambda path: path.stem)
def test_python_holds_no_html(path):
    strings = [node.value for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    assert [text for text in strings if re.search(r"</?(?:p|div|span|a|ul|li|b|h[1-6])\b[^>]*>", text)] == []


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_holds_no_sentence(path):
    html = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", path.read_text(encoding="utf-8"), flags=re.S)
    text = re.sub(r"<[^>]*>", " ", html)
    assert [line for line in text.split("\n") if len(re.findall(r"[A-Za-z]{2,}", line)) > 2] == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_keep_to_themselves(path):
    code = path.read_text(encoding="utf-8")
    assert "innerHTML" not in code and "fetch(" not in code and not re.search(r"https?://", code)
    if path.name != "store.js":
        assert not re.search(r"\b(?:localStorage|sessionStorage)\b", code), "only store.js touches storage"
    else:
        assert not re.search(r"\bdocument\b", code), "store.js knows no page"
    if path.name != "main.js":
        assert "customElements" not in code, "only main.js registers elements"
    if path.parent.name == "elements":
        assert not re.search(r'from "\./', code), "an element imports no other element"


@pytest.mark.parametrize("path", [*MODULES, *COMPONENTS, *SCRIPTS, *STYLES], ids=lambda path: path.name)
def test_a_file_can_be_read_in_one_sitting(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_every_module_says_what_it_is_for():
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), path
        public = [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_")]
        if "model" not in path.parts:
            assert [f"{path.name}: {node.name}" for node in public if not ast.get_docstring(node) and node in tree.body] == []
