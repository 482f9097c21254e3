# The OpenEnv server. It needs neither torch nor Chroma (an import contract keeps it so), so it
# installs only what env_adapter and scenarios use and stays small. `docs/dockerfile_check.py` runs
# these steps in a clean folder where there is no Docker.
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    LANGSMITH_TRACING=false

WORKDIR /app

COPY requirements.lock ./
RUN pip install -c requirements.lock openenv fastmcp fastapi uvicorn pydantic tzdata

COPY pyproject.toml README.md LICENSE openenv.yaml ./
COPY assistant assistant
COPY env_adapter env_adapter
COPY memory memory
COPY training training
COPY tui tui
COPY scenarios scenarios
COPY majordomo majordomo
RUN pip install --no-deps .
RUN useradd --create-home majordomo

USER majordomo
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=4)"]
CMD ["server", "--host", "0.0.0.0", "--port", "8000"]
