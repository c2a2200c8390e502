# make run     the demo edition on http://127.0.0.1:8000 (PORT= for another)
# make test    every test and check
# make audit   axe, the Nu checker and Lighthouse on every kind of page, feedsmith on the feeds (needs node, npm and java)
# make setup   the environment alone, in .venv/
# make pins    pin the requirements anew

PORT ?= 8000
AUDIT_PORT ?= 8470
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run setup test check audit pins
.DEFAULT_GOAL := run

setup: $(READY)

$(READY): requirements.txt requirements-dev.txt bin/find-python
	@bin/make-environment $(VENV)
	@touch $@

run: setup
	@bin/serve $(BIN) $(PORT)

check: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/python manage.py makemigrations --check --dry-run
	@HTTPS=1 SECRET_KEY=$$(head -c 48 /dev/urandom | base64) ALLOWED_HOSTS=cutline.example $(BIN)/python manage.py check --deploy --fail-level WARNING

test: check
	@bin/test-postgres $(BIN)
	@$(BIN)/python -m pytest -n auto

audit: setup
	@bin/audit $(BIN) $(AUDIT_PORT)

pins: setup
	@$(BIN)/pip install --quiet uv
	@for each in requirements requirements-dev requirements-s3; do $(BIN)/uv pip compile --quiet --universal --python-version 3.12 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --output-file $$each.txt $$each.in; done
