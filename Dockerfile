# One image for everything of ours: Prefect server, worker, report site. docker-compose.yml says who runs what.
#
# Nothing is compiled from source and nothing is fetched unhashed: the lock holds every package with its hashes, the build
# back-end too. The lock also holds what only tests need; that is removed again before the second stage.

FROM python:3.13.9-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /build
RUN python -m venv /opt/claimwatch
ENV PATH=/opt/claimwatch/bin:$PATH
COPY requirements.lock ./
RUN pip install --quiet --no-deps --require-hashes -r requirements.lock
COPY pyproject.toml README.md ./
COPY docs/LICENSE docs/LICENSE
COPY extractors extractors
COPY warehouse warehouse
COPY flows flows
RUN pip install --quiet --no-deps --no-build-isolation . \
 && python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]["dev"], sep="\n")' > dev.txt \
 && pip uninstall --quiet --yes -r dev.txt \
 && pip check \
 && python -m compileall -q -j 0 /opt/claimwatch/lib

FROM python:3.13.9-slim-bookworm
# The root file system may be read-only: state lies in the volumes /data, /data/report and /data/tables, the rest in /tmp.
ENV PATH=/opt/claimwatch/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HOME=/tmp \
    CLAIMWATCH_CONFIG=/config \
    CLAIMWATCH_DATA=/data \
    PREFECT_HOME=/tmp/prefect \
    PREFECT_UI_STATIC_DIRECTORY=/tmp/prefect-ui \
    PREFECT_UI_API_URL=/api \
    PREFECT_SERVER_ANALYTICS_ENABLED=false \
    DO_NOT_TRACK=1
# A new volume takes the owner of the folder that it is mounted over.
RUN groupadd --gid 10001 claimwatch \
 && useradd --uid 10001 --gid claimwatch --home-dir /tmp --no-create-home --shell /usr/sbin/nologin claimwatch \
 && install -d -o claimwatch -g claimwatch /data /data/report /data/tables
COPY --from=build /opt/claimwatch /opt/claimwatch
COPY config /config
USER 10001:10001
VOLUME ["/data"]
EXPOSE 4200 8080
CMD ["claimwatch", "--help"]
