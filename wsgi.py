"""What the WSGI server loads."""

from app import create_app
from app.serving.collecting import collect_rarely
from app.serving.opening import served

application = served(create_app())
collect_rarely()
