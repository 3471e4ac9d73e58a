"""What an organiser can do once an event has been told: /my-events."""
