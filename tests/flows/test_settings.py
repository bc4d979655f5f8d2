"""Folders and settings: who wins, and what a wrong value is told."""

from __future__ import annotations

import subprocess
import sys
from ipaddress import ip_network
from pathlib import Path

import pytest

from extractors.errors import ConfigurationError
from flows.settings import PROJECT, Paths, Settings, find_project_paths, read_settings


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """An empty project, and an environment that says nothing."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"CLAIMWATCH_{name.upper()}", raising=False)
    (tmp_path / "config").mkdir()
    return Paths(tmp_path / "config", tmp_path / "data")


def write(paths: Paths, text: str) -> None:
    (paths.config / "settings.yaml").write_text(text, encoding="utf-8")


def complaint(paths: Paths) -> str:
    with pytest.raises(ConfigurationError) as caught:
        read_settings(paths)
    assert caught.value.exit_code == 4
    return str(caught.value)


def test_the_option_wins_over_the_variable_and_the_variable_over_the_project(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    environ = {"CLAIMWATCH_CONFIG": str(tmp_path / "b"), "CLAIMWATCH_DATA": str(tmp_path / "data")}
    assert find_project_paths(tmp_path / "a", None, environ) == Paths(tmp_path / "a", tmp_path / "data")
    assert find_project_paths(None, tmp_path / "d", environ) == Paths(tmp_path / "b", tmp_path / "d")
    assert find_project_paths(None, None, {}) == Paths(PROJECT / "config", PROJECT / "data")
    assert find_project_paths(None, None, {"CLAIMWATCH_CONFIG": ""}).config == PROJECT / "config"


def test_the_project_is_found_from_any_folder(tmp_path: Path) -> None:
    code = "from flows.settings import find_project_paths as f; print(f(None, None, {}).config)"
    ran = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == str(PROJECT / "config")


def test_finding_paths_loads_no_pydantic() -> None:
    code = "import sys, flows.settings; print('pydantic' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"


def test_relative_folders_become_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "conf").mkdir()
    monkeypatch.chdir(tmp_path)
    assert find_project_paths(Path("conf"), Path("d"), {}) == Paths(tmp_path / "conf", tmp_path / "d")


@pytest.mark.parametrize(
    ("config", "environ", "expected"),
    [
        ("nowhere", {}, "--config {}/nowhere: there is no such configuration folder; correct --config"),
        (None, {"CLAIMWATCH_CONFIG": "gone"}, "CLAIMWATCH_CONFIG {}/gone: there is no such configuration folder;"),
        (None, {"CLAIMWATCH_DATA": "file"}, "CLAIMWATCH_DATA {}/file: is not a folder; name a folder, or nothing"),
    ],
)
def test_a_wrong_folder_names_who_gave_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, config: str | None, environ: dict[str, str], expected: str
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigurationError) as caught:
        find_project_paths(Path(config) if config else None, None, environ)
    assert str(caught.value).startswith(expected.format(tmp_path))


def test_without_a_file_the_defaults_hold(paths: Paths) -> None:
    settings = read_settings(paths)
    assert (settings.timeout_seconds, settings.max_bytes, settings.contact) == (30.0, 10 * 1024 * 1024, None)
    assert (settings.config_dir, settings.data_dir) == (paths.config, paths.data)


def test_the_shipped_file_says_what_holds_without_it(paths: Paths) -> None:
    shipped = read_settings(Paths(PROJECT / "config", paths.data))
    assert shipped.model_dump(exclude={"config_dir"}) == read_settings(paths).model_dump(exclude={"config_dir"})


def test_the_environment_wins_over_the_file(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    write(paths, "retries: 1\nconcurrency: 3\n")
    monkeypatch.setenv("CLAIMWATCH_RETRIES", "5")
    monkeypatch.setenv("CLAIMWATCH_CONCURRENCY", "")
    settings = read_settings(paths)
    assert (settings.retries, settings.concurrency) == (5, 3)


def test_no_variable_moves_the_folders(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMWATCH_DATA_DIR", "/elsewhere")
    assert read_settings(paths).data_dir == paths.data


def test_networks_are_a_list_in_the_file_and_separated_by_commas_in_the_variable(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(paths, "allowed_networks: [198.18.0.0/15]\n")
    assert read_settings(paths).allowed_networks == (ip_network("198.18.0.0/15"),)
    monkeypatch.setenv("CLAIMWATCH_ALLOWED_NETWORKS", "10.0.0.0/8, fd00::/8")
    assert read_settings(paths).allowed_networks == (ip_network("10.0.0.0/8"), ip_network("fd00::/8"))


def test_the_agent_names_the_contact(paths: Paths) -> None:
    write(paths, "contact: watch@press.example\n")
    assert read_settings(paths).agent() == "Claimwatch/0.1 (+watch@press.example)"


def test_a_live_run_without_a_contact_is_told_how_to_give_one(paths: Paths) -> None:
    with pytest.raises(ConfigurationError, match=r"CLAIMWATCH_CONTACT=you@example\.org or contact: in settings\.yaml"):
        read_settings(paths).agent()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("retries: 99\n", "config/settings.yaml:1: retries: should be less than or equal to 10, not 99"),
        ("\nretrys: 2\n", "config/settings.yaml:2: retrys: is not a known key; did you mean 'retries'?"),
        ("contact: somebody\n", "config/settings.yaml:1: contact: is neither a mail address nor a web address;"),
        ("user_agent: Browser\n", "config/settings.yaml:1: user_agent: must hold {contact}, so that publishers"),
        ('user_agent: "a\\nb {contact}"\n', "config/settings.yaml:1: user_agent: must be one line of plain ASCII"),
        ("proxy: http://u:p@h:1\n", "config/settings.yaml:1: proxy: may hold a password and is taken from the"),
        ("data_dir: /x\n", "config/settings.yaml:1: data_dir: is set with --data or CLAIMWATCH_DATA"),
        ("allowed_networks: [10.0.0.1/8]\n", "config/settings.yaml:1: allowed_networks: is not a network;"),
        ("- retries\n", "config/settings.yaml:1: must hold keys and values"),
        ("retries: 1\nretries: 2\n", "config/settings.yaml:2: 'retries' is given twice (first on line 1); keep one"),
    ],
)
def test_a_wrong_value_in_the_file_is_one_line(paths: Paths, text: str, expected: str) -> None:
    write(paths, text)
    assert complaint(paths).startswith(expected)
    assert "\n" not in complaint(paths)


def test_a_wrong_value_in_a_variable_names_the_variable(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMWATCH_JOBS", "many")
    assert complaint(paths).startswith("CLAIMWATCH_JOBS: should be a valid integer")


def test_an_unreadable_file_is_named(paths: Paths) -> None:
    (paths.config / "settings.yaml").write_bytes(b"\xff\xfe\xfd")
    assert "settings.yaml: cannot be read" in complaint(paths)


def test_the_password_of_a_proxy_is_never_shown(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMWATCH_PROXY", "http://user:hush-hush@127.0.0.1:3128")
    settings = read_settings(paths)
    assert settings.proxy is not None
    assert settings.proxy.get_secret_value().endswith("@127.0.0.1:3128")
    assert "hush" not in repr(settings) + str(settings) + settings.model_dump_json()
    monkeypatch.setenv("CLAIMWATCH_PROXY", "hush-hush@127.0.0.1")
    assert complaint(paths) == "CLAIMWATCH_PROXY: is not a proxy address; write http://host:port"


def test_unknown_names_of_the_module_are_attribute_errors() -> None:
    import flows.settings

    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = flows.settings.nothing
