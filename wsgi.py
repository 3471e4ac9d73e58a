"""What the WSGI server loads."""

import gc

from app import create_app
from app.serving.opening import served

application = served(create_app())
gc.collect()
gc.freeze()  # what is there now stays as long as the process: the collector need not look at it again
