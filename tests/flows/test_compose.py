"""docker-compose.yml and the Dockerfile as files: what they may say, and what they promise of every container."""

from __future__ import annotations

import re
from typing import Any

import pytest
from compose import DOCKERFILE, MissingVariableError, fill, read_compose
from compose_schema import COMPOSE
from jsonschema import Draft202012Validator

from flows.settings import PROJECT

CONTACT = {"CLAIMWATCH_CONTACT": "team@example.org"}


@pytest.fixture(scope="module")
def file() -> dict[str, Any]:
    return read_compose(CONTACT)


def faults_of(file: dict[str, Any]) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(COMPOSE).iter_errors(file)]


def test_the_file_keeps_to_the_compose_schema(file: dict[str, Any]) -> None:
    assert faults_of(file) == []
    assert list(file["services"]) == ["postgres", "prefect", "worker", "report"]


@pytest.mark.parametrize(
    "change",
    [
        {"healtcheck": {}},
        {"ports": ["4200:4200"]},
        {"depends_on": ["postgres"]},
        {"restart": "sometimes"},
        {"read_only": "yes"},
    ],
    ids=str,
)
def test_the_schema_finds_a_mistake(file: dict[str, Any], change: dict[str, Any]) -> None:
    services = {**file["services"], "report": {**file["services"]["report"], **change}}
    assert len(faults_of({**file, "services": services})) == 1


def test_every_name_that_a_service_uses_is_defined(file: dict[str, Any]) -> None:
    for service in file["services"].values():
        volumes = [volume.split(":")[0] for volume in service.get("volumes", ())]
        assert set(service.get("secrets", ())) <= set(file["secrets"])
        assert set(service.get("networks", ())) <= set(file["networks"])
        assert set(service.get("depends_on", ())) <= set(file["services"])
        assert all(volume in file["volumes"] or (PROJECT / volume).is_dir() for volume in volumes)


def test_every_container_is_unprivileged_read_only_and_watched(file: dict[str, Any]) -> None:
    for service in file["services"].values():
        assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", service["user"])
        assert (service["read_only"], service["init"], service["restart"]) == (True, True, "unless-stopped")
        assert (service["cap_drop"], service["security_opt"]) == (["ALL"], ["no-new-privileges:true"])


def test_images_are_pinned_to_a_release(file: dict[str, Any]) -> None:
    bases = re.findall(r"^FROM (\S+)", DOCKERFILE.read_text(), re.MULTILINE)
    images = [service["image"] for service in file["services"].values()]
    assert all(re.search(r":\d+\.\d+(\.\d+)?(-[a-z-]+)?$", image) for image in [*bases, *images]), [*bases, *images]


def test_ports_are_on_loopback_unless_the_operator_says_otherwise(file: dict[str, Any]) -> None:
    ports = [port for service in file["services"].values() for port in service.get("ports", ())]
    assert ports == ["127.0.0.1:4200:4200", "127.0.0.1:4280:8080"]
    opened = read_compose({**CONTACT, "CLAIMWATCH_BIND": "192.0.2.7", "PREFECT_PORT": "80"})
    assert opened["services"]["prefect"]["ports"] == ["192.0.2.7:80:4200"]


def test_the_database_is_reached_by_the_prefect_server_alone(file: dict[str, Any]) -> None:
    assert file["networks"]["database"] == {"internal": True}
    members = [name for name, said in file["services"].items() if "database" in said.get("networks", ())]
    assert members == ["postgres", "prefect"]
    assert file["services"]["postgres"]["networks"] == ["database"]


def test_no_secret_stands_in_the_file(file: dict[str, Any]) -> None:
    named = {key: value for said in file["services"].values() for key, value in said.get("environment", {}).items()}
    assert named["POSTGRES_PASSWORD_FILE"] == "/run/secrets/postgres_password"
    secret = re.compile(r"password|secret|token|key", re.IGNORECASE)
    assert [key for key in named if secret.search(key)] == ["POSTGRES_PASSWORD_FILE"]
    assert "/secrets/" in (PROJECT / ".gitignore").read_text().split()


def test_without_a_contact_the_file_says_what_to_do() -> None:
    with pytest.raises(MissingVariableError, match=r"write CLAIMWATCH_CONTACT=you@example\.org into \.env"):
        read_compose({})


def test_variables_are_filled_in_as_compose_does_it() -> None:
    said = ["a$$b", "${X:-x}:${Y:-y}", {"k": "${Y}"}, 7]
    assert fill(said, {"Y": "2"}) == ["a$b", "x:2", {"k": "2"}, 7]


def test_the_image_is_built_of_files_that_are_there_and_reach_the_builder() -> None:
    said = DOCKERFILE.read_text()
    copied = [
        source for line in re.findall(r"^COPY (?!--from)(.+) \S+$", said, re.MULTILINE) for source in line.split()
    ]
    let_in = {line[1:] for line in (PROJECT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert set(copied) == let_in
    assert all((PROJECT / source).exists() for source in copied)
    assert {"extractors", "warehouse", "flows", "config", "requirements.lock"} <= set(copied)


def test_the_image_runs_as_nobody_in_particular_and_takes_only_hashed_packages() -> None:
    said = DOCKERFILE.read_text()
    assert said.index("USER 10001:10001") > said.rindex("RUN ")
    installs = re.findall(r"pip install (.+?)(?: \\)?$", said, re.MULTILINE)
    assert installs == [
        "--quiet --no-deps --require-hashes -r requirements.lock",
        "--quiet --no-deps --no-build-isolation .",
    ]
