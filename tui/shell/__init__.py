"""What the command line prints and does; each command imports only what it uses."""
