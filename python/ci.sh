#!/usr/bin/env bash
# The Python module from nothing: an environment, the wheel, its tests, its types. Needs Python 3.10 or newer, and Java 17 for
# Spark.
#
#   python/ci.sh            what CI runs: the module, Spark in one process, datatrove, stubtest
#   python/ci.sh cluster    Spark's own master and worker on loopback, with an executor that is killed
#   python/ci.sh ray        Ray with two processors
set -euo pipefail
cd "$(dirname "$0")"
what=${1:-module}

environment=$PWD/.venv
python=$environment/bin/python
if [[ ! -x $python ]]; then
    "${PYTHON:-python3}" -m venv "$environment"
fi
"$python" -m pip install --quiet --requirement requirements-test.txt
if [[ $what == ray ]]; then
    "$python" -m pip install --quiet --requirement requirements-ray.txt
fi

# The profile of the root's tests, whose dependencies are built already; pages that panic are for the tests alone.
wheels=$(mktemp -d)
trap 'rm -r "$wheels"' EXIT
"$environment/bin/maturin" build --quiet --locked --profile dev --features fault --out "$wheels"
"$python" -m pip install --quiet --force-reinstall --no-deps "$wheels"/dehusk-*.whl

# Not from the folder with the sources: the installed wheel is what is tested.
cd tests
case $what in
module)
    "$environment/bin/pytest" -q --config-file ../pyproject.toml .
    "$python" -m mypy --config-file ../pyproject.toml -p dehusk
    "$python" -m mypy.stubtest dehusk --mypy-config-file ../pyproject.toml --allowlist stubtest-allowlist.txt
    ;;
cluster | ray)
    "$environment/bin/pytest" -q --config-file ../pyproject.toml -m "$what" "test_${what/cluster/spark_cluster}.py"
    ;;
*)
    echo "there is no \`$what\`; there are module, cluster and ray" >&2
    exit 2
    ;;
esac
