"""Opens the room: its storage, its address and its tidying."""

from datetime import timedelta
from importlib import import_module
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask

from app.notifications.worker import Job, add_job
from app.pictures.routes import blueprint
from app.pictures.storage import FolderStorage, Storage
from app.pictures.unused import forget_unused


def open_pictures(app: Flask) -> None:
    """Bind the storage and register the address. Nothing is asked of the storage yet."""
    app.extensions["pictures"] = storage_for(app.config["PICTURE_STORAGE"], app.config["INSTANCE_PATH"])
    app.register_blueprint(blueprint)
    add_job(app, Job("forget pictures nobody shows", timedelta(hours=6), forget_unused))


def storage_for(setting: str, instance: str) -> Storage:
    """What PICTURE_STORAGE names: ``s3://…``, a folder, or when it is empty a folder of the instance."""
    if setting and urlsplit(setting).scheme == "s3":
        # Only where it is asked for: its client takes 7 MB of every process.
        storage: Storage = import_module("app.pictures.s3").S3Storage.named(setting)
        return storage
    return FolderStorage(Path(setting) if setting else Path(instance) / "pictures")
