import gc
import os
import sys

from hypothesis import HealthCheck, settings

# The same examples every time, so that what fails is what was changed; how long one takes says how busy the machine is.
settings.register_profile("planner", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("planner")

# Every app that ends leaves much rubbish: looked for as often as Python does, that takes a fifth of the time.
gc.set_threshold(20_000, 10, 10)

# Told to keep nothing compiled, every worker and every program that a test starts would compile all of it anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
