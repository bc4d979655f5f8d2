"""The part of the compose file's schema that ours keeps to, written down strictly: a key that is not here is a mistake.

After https://github.com/compose-spec/compose-spec/blob/main/spec.md. Where the specification allows several spellings,
this allows the one that we use.
"""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string", "minLength": 1}
TEXTS: Schema = {"type": "array", "items": TEXT, "minItems": 1, "uniqueItems": True}
ARGUMENTS: Schema = {"type": "array", "items": {"type": "string"}, "minItems": 1}
DURATION: Schema = {"type": "string", "pattern": r"^(\d+h)?(\d+m)?(\d+s)?$", "minLength": 2}
SIZE: Schema = {"type": "string", "pattern": r"^\d+[bkmg]$"}
# "${NAME:-127.0.0.1}:4200:4200": an address to bind, always; then the port here and the port in the container
PORT: Schema = {"type": "string", "pattern": r"^(\$\{\w+:-[\d.]+\}|[\d.]+):(\$\{\w+:-\d+\}|\d+):\d+$"}
VOLUME: Schema = {"type": "string", "pattern": r"^(\./)?[\w-]+:/[\w/-]+(:ro)?$"}


def keys(known: dict[str, Schema], *, required: tuple[str, ...] = ()) -> Schema:
    """An object with these keys and no other."""
    return {"type": "object", "properties": known, "required": list(required), "additionalProperties": False}


def named(values: Schema) -> Schema:
    """An object whose keys are names of our choice."""
    return {
        "type": "object",
        "propertyNames": {"pattern": r"^[a-zA-Z0-9._-]+$"},
        "additionalProperties": values,
        "minProperties": 1,
    }


HEALTH = keys(
    {
        "test": {"type": "array", "prefixItems": [{"enum": ["CMD", "CMD-SHELL"]}], "items": TEXT, "minItems": 2},
        "interval": DURATION,
        "timeout": DURATION,
        "retries": {"type": "integer", "minimum": 1},
        "start_period": DURATION,
    },
    required=("test", "interval", "timeout", "retries", "start_period"),
)
DEPENDENCY = keys(
    {"condition": {"enum": ["service_started", "service_healthy", "service_completed_successfully"]}},
    required=("condition",),
)
SERVICE = keys(
    {
        "image": TEXT,
        "build": keys({"context": TEXT, "dockerfile": TEXT}, required=("context",)),
        "user": TEXT,
        "hostname": TEXT,
        "command": ARGUMENTS,
        "environment": {"type": "object", "additionalProperties": {"type": "string"}},
        "secrets": TEXTS,
        "tmpfs": TEXTS,
        "volumes": {"type": "array", "items": VOLUME, "uniqueItems": True},
        "networks": TEXTS,
        "ports": {"type": "array", "items": PORT, "uniqueItems": True},
        "depends_on": named(DEPENDENCY),
        "healthcheck": HEALTH,
        "restart": {"enum": ["no", "always", "on-failure", "unless-stopped"]},
        "init": {"type": "boolean"},
        "read_only": {"type": "boolean"},
        "cap_drop": TEXTS,
        "security_opt": TEXTS,
        "pids_limit": {"type": "integer", "minimum": 1},
        "shm_size": SIZE,
        "stop_grace_period": DURATION,
        "logging": keys({"driver": TEXT, "options": {"type": "object", "additionalProperties": {"type": "string"}}}),
    },
    required=("image", "command", "healthcheck"),
)
COMPOSE: Schema = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "pattern": r"^[a-z0-9][a-z0-9_-]*$"},
        "services": named(SERVICE),
        "networks": named(keys({"internal": {"type": "boolean"}})),
        "volumes": named(keys({})),
        "secrets": named(keys({"file": TEXT, "environment": TEXT})),
    },
    "patternProperties": {"^x-": {}},
    "required": ["name", "services"],
    "additionalProperties": False,
}
