"""Pictures in a bucket of an S3-compatible service. Requests are signed (AWS Signature Version 4)."""

import io
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit

import urllib3
from minio import Minio
from minio.error import MinioException, S3Error

from app.pictures.storage import StorageDown

AMAZON = "https://s3.amazonaws.com"
PATIENCE = urllib3.Timeout(connect=5, read=20)  # seconds


class WrongSetting(ValueError):
    """PICTURE_STORAGE cannot be understood."""


class S3Storage:
    """Objects of one bucket, which must exist. ``prefix`` goes before every name."""

    def __init__(self, client: Minio, bucket: str, prefix: str = "") -> None:
        self.client, self.bucket, self.prefix = client, bucket, prefix

    @classmethod
    def named(cls, setting: str) -> Self:
        """From ``s3://KEY:SECRET@bucket/prefix?endpoint=https://host&region=name``. Raises WrongSetting."""
        try:
            parts = urlsplit(setting)
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            endpoint = urlsplit(asked.get("endpoint", AMAZON))
            if not parts.hostname or not endpoint.hostname or endpoint.scheme not in {"http", "https"}:
                raise WrongSetting("PICTURE_STORAGE needs a bucket and an endpoint that begins with https://")
            client = Minio(
                endpoint.netloc,
                access_key=unquote(parts.username or ""),
                secret_key=unquote(parts.password or ""),
                secure=endpoint.scheme == "https",
                region=asked.get("region", "us-east-1"),
                http_client=urllib3.PoolManager(timeout=PATIENCE, retries=urllib3.Retry(2, backoff_factor=0.2)),
            )
        except ValueError as problem:
            raise WrongSetting(f"PICTURE_STORAGE: {problem}") from None
        prefix = parts.path.strip("/")
        return cls(client, parts.hostname, f"{prefix}/" if prefix else "")

    def put(self, name: str, data: bytes, media_type: str) -> None:
        """Write the object whole."""
        try:
            self.client.put_object(self.bucket, self.prefix + name, io.BytesIO(data), len(data), media_type)
        except (MinioException, urllib3.exceptions.HTTPError) as problem:
            raise StorageDown(str(problem)) from problem

    def get(self, name: str) -> bytes | None:
        """Read the object."""
        answer = None
        try:
            answer = self.client.get_object(self.bucket, self.prefix + name)
            return bytes(answer.read())
        except S3Error as problem:
            if problem.code == "NoSuchKey":
                return None
            raise StorageDown(str(problem)) from problem
        except (MinioException, urllib3.exceptions.HTTPError) as problem:
            raise StorageDown(str(problem)) from problem
        finally:
            if answer is not None:
                answer.close()
                answer.release_conn()

    def delete(self, name: str) -> None:
        """Remove the object; S3 does not mind when there is none."""
        try:
            self.client.remove_object(self.bucket, self.prefix + name)
        except (MinioException, urllib3.exceptions.HTTPError) as problem:
            raise StorageDown(str(problem)) from problem
