from hypothesis import HealthCheck, settings

# How long it takes to make an example says how busy the machine is, not whether the test is any good.
settings.register_profile("planner", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("planner")
