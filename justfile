# What is done often. `just check` is what CI runs.

# List the recipes.
default:
    @just --list

# Formatting, lints, tests, docs, the Python module: what CI runs.
check:
    .ci/run

# Format the source.
fmt:
    cargo fmt

# The tests, or those whose names contain a word: `just test cli`.
test *words:
    cargo test {{words}}

# Write anew what tests compare with (fixtures, the README's outputs); read the difference before it is committed.
update:
    UPDATE=1 cargo test
    git diff --stat

# Extract with an optimised build that compiles quickly.
extract *arguments:
    cargo run --quiet --profile fast -- {{arguments}}

# What the reports are tried with in a browser: Chromium and two packages.
browser:
    .ci/browser

# The README's picture, made anew (needs `just browser`).
picture:
    cargo run --quiet -- report fixtures/news-agency/page.html -o target/picture.html
    node tests/browser/picture.mjs target/picture.html docs/report.png

# The command with profile-guided optimisation, or without where the tools for it are missing; says where it is.
release *arguments:
    benches/pgo/build {{arguments}}

# Times of the stages.
bench:
    cargo bench

# The Python module: its wheel, tests and types; `just python cluster`, `just python ray` for those engines.
python *what:
    python/ci.sh {{what}}

# Licences, known faults and sources of the dependencies.
deny:
    .ci/deny

# Fuzz every target for so many seconds.
fuzz seconds="5":
    fuzz/run {{seconds}}

# Hostile pages in full size, one process each; PYTHON has the peers, if any.
hostile folder="/tmp/hostile" python="":
    DEHUSK_HOSTILE_DIR={{folder}} cargo test --release --test hostile -- --ignored
    cargo build --release
    python3 benches/peers/hostile.py {{folder}} --markdown {{folder}}/table.md {{ if python == "" { "" } else { "--python " + python } }}
