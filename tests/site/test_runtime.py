"""The page's Python is taken from wherever it is, and only as the manifest says."""

import hashlib
import json
import zipfile

import pytest

from tools import runtime

CORE, WHEEL = "core.mjs", "numpy-1.whl"


@pytest.fixture
def files(monkeypatch):
    """A manifest of two small files, whose contents this returns; no source but a folder."""
    contents = {CORE: b"export {}", WHEEL: b"a wheel"}
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in contents.items()}
    monkeypatch.setattr(runtime, "manifest", lambda: {"pyodide": "1", "files": digests})
    monkeypatch.delenv(runtime.VARIABLE, raising=False)
    monkeypatch.setattr(runtime, "PUBLIC", "file:///nowhere/{version}/{name}")
    monkeypatch.setattr(runtime.Fetch, "_run", _refused)
    return contents


def _refused(self, folder, what, *arguments):
    self.said.append(f"{what}: no such registry")
    return False


def _lay(folder, contents):
    folder.mkdir()
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    return folder


def test_a_folder_that_is_named_comes_first(files, tmp_path, monkeypatch):
    into = runtime.bring(_lay(tmp_path / "given", files), tmp_path / "kept")
    assert {path.name: path.read_bytes() for path in into.iterdir()} == files
    monkeypatch.setenv(runtime.VARIABLE, str(tmp_path / "given"))
    assert runtime.found(runtime.bring(into=tmp_path / "other")) == tmp_path / "other"


@pytest.mark.parametrize("name", [CORE, WHEEL])
def test_one_other_bit_is_refused(files, tmp_path, name):
    bent = bytes([files[name][0] ^ 1]) + files[name][1:]
    given = _lay(tmp_path / "given", files | {name: bent})
    with pytest.raises(runtime.RuntimeMissing, match=f"{name} is another file") as said:
        runtime.bring(given, tmp_path / "kept")
    assert "\n" not in str(said.value)
    assert not (tmp_path / "kept" / name).exists()
    # One that was bent in the cache is fetched again.
    _lay(tmp_path / "whole", files)
    kept = runtime.bring(tmp_path / "whole", tmp_path / "kept")
    (kept / name).write_bytes(bent)
    assert runtime.found(kept) is None
    assert runtime.bring(tmp_path / "whole", kept).joinpath(name).read_bytes() == files[name]


def test_registries_are_the_last_resort(files, tmp_path, monkeypatch):
    def client(self, folder, what, *arguments):
        asked.append(what)
        if what == runtime.PYPI:
            with zipfile.ZipFile(f"{folder}/open_webui.whl", "w") as archive:
                archive.writestr(runtime.WHERE + WHEEL, files[WHEEL])
        return what == runtime.PYPI

    asked = []
    monkeypatch.setattr(runtime.Fetch, "_run", client)
    given = _lay(tmp_path / "given", {CORE: files[CORE]})
    assert runtime.found(runtime.bring(given, tmp_path / "kept"))
    assert asked == ["pyodide@1", runtime.PYPI]


def test_where_it_can_not_be_had_one_line_says_so(files, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert runtime.main([]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "no such registry" in said
    assert runtime.main(["--find"]) == 1


def test_the_lock_is_of_the_files():
    """What Pyodide itself holds the wheels against is what the manifest says."""
    manifest = json.loads(runtime.MANIFEST.read_text("utf-8"))
    locked = {p["file_name"]: p["sha256"] for p in manifest["lock"]["packages"].values()}
    assert locked == {n: sha for n, sha in manifest["files"].items() if n.endswith(".whl")}
