"""What the tests of real clients share: one server for all, and plain counting."""
import sys
import traceback

from server import Server


def run(tests, title):
    """Runs the functions against one server, and tells how many passed; the exit status says whether all did."""
    failed = 0
    with Server() as server:
        for test in tests:
            try:
                test(server)
            except Exception:
                failed += 1
                print(f"{title}: {test.__name__} failed")
                traceback.print_exc(file=sys.stdout)
    print(f"{title}: {len(tests) - failed} passed, {failed} failed", flush=True)
    sys.exit(1 if failed else 0)


def tests_of(names):
    """The test functions of a module, in the order in which they stand."""
    return [value for name, value in names.items() if name.startswith("test_")]
