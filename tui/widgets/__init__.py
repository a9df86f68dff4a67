"""The widgets of the app: each shows what it is given, computes nothing and stores nothing."""
