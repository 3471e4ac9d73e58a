"""Pictures are kept in a folder or in a bucket; pages need not know which."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.pictures.opening import storage_for
from app.pictures.s3 import S3Storage, WrongSetting
from app.pictures.storage import FolderStorage, Storage, StorageDown
from tests.pictures.s3_server import S3Server


@pytest.fixture
def s3() -> Iterator[S3Server]:
    """A service that runs."""
    server = S3Server()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["folder", "s3"])
def kept(request: pytest.FixtureRequest, tmp_path: Path, s3: S3Server) -> Storage:
    """Each kind of storage."""
    return storage_for(s3.setting() if request.param == "s3" else "", str(tmp_path))


def test_what_is_kept_is_given_back_and_can_be_forgotten(kept: Storage) -> None:
    assert kept.get("a.jpg") is None
    kept.delete("a.jpg")
    kept.put("a.jpg", b"picture", "image/jpeg")
    kept.put("a.jpg", b"picture", "image/jpeg")
    assert kept.get("a.jpg") == b"picture"
    kept.delete("a.jpg")
    assert kept.get("a.jpg") is None


def test_a_folder_holds_whole_files_only(tmp_path: Path) -> None:
    storage_for("", str(tmp_path)).put("a.jpg", b"picture", "image/jpeg")
    assert [file.name for file in (tmp_path / "pictures").iterdir()] == ["a.jpg"]
    assert isinstance(storage_for(str(tmp_path / "else"), str(tmp_path)), FolderStorage)


def test_a_folder_that_cannot_be_written_is_down(tmp_path: Path) -> None:
    (tmp_path / "pictures").write_text("in the way")
    with pytest.raises(StorageDown):
        storage_for("", str(tmp_path)).put("a.jpg", b"picture", "image/jpeg")


def test_a_bucket_gets_the_object_under_its_prefix_and_with_its_type(s3: S3Server) -> None:
    storage_for(s3.setting(), "").put("a.jpg", b"picture", "image/jpeg")
    assert s3.objects == {"/pictures/week/a.jpg": (b"picture", "image/jpeg")}


def test_a_bucket_that_refuses_or_fails_is_down(s3: S3Server) -> None:
    refused = storage_for(s3.setting(key="mallory"), "")
    with pytest.raises(StorageDown):
        refused.put("a.jpg", b"picture", "image/jpeg")
    with pytest.raises(StorageDown):
        refused.get("a.jpg")
    with pytest.raises(StorageDown):
        refused.delete("a.jpg")
    s3.is_down = True
    with pytest.raises(StorageDown):
        storage_for(s3.setting(), "").get("a.jpg")


@pytest.mark.parametrize("wrong", ["s3://", "s3://bucket?endpoint=host", "s3://k:s@pictures?endpoint=https://[1"])
def test_a_setting_that_cannot_be_read_is_said_at_the_start(wrong: str) -> None:
    with pytest.raises(WrongSetting, match="PICTURE_STORAGE"):
        S3Storage.named(wrong)
