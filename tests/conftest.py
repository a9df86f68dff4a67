from hypothesis import HealthCheck, settings

# The same examples every time, so that what fails is what was changed; how long one takes says how busy the machine is.
settings.register_profile("planner", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("planner")
