"""Fetched pages -> WARC files; the only file that writes WARC."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self

from communique import __version__
from communique.errors import InputError
from communique.record.document import Page

MOST_FILE_BYTES: Final = 1_000_000_000
# What no longer holds for a body that was unpacked; kept under another name, as crawlers do.
_OF_TRANSFER: Final = ("content-encoding", "transfer-encoding", "content-length")


class WarcFolder:
    """A folder of WARC files, each at most about a gigabyte. Every page is on disk when `write` returns.

    A file is never gone on with after a restart, so that a crash can spoil its last record at most.

    Raises: InputError when the folder cannot be made or written to.
    """

    def __init__(self, folder: Path, *, most_bytes: int = MOST_FILE_BYTES) -> None:
        self.folder, self._most_bytes = folder, most_bytes
        self._stream: BinaryIO | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(f"{folder}: cannot be made: {error.strerror}") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        if self._stream is not None:
            self._stream.close()
            self._stream = None

    def write(self, page: Page) -> str | None:
        """Writes a fetched page; the file and offset of its record, or None for a page that was not fetched."""
        from warcio.statusandheaders import StatusAndHeaders
        from warcio.warcwriter import WARCWriter

        if page.fetched is None:
            return None
        try:
            stream = self._open()
            writer = WARCWriter(stream, gzip=True, warc_version="WARC/1.1")
            place = f"{Path(stream.name).name}#offset={stream.tell()}"
            headers = [(_name(key), _safe(value)) for key, value in page.fetched.headers]
            headers.append(("Content-Length", str(len(page.data))))
            record = writer.create_warc_record(
                page.url or page.fetched.asked,
                "response",
                payload=BytesIO(page.data),
                length=len(page.data),
                http_headers=StatusAndHeaders(f"{page.fetched.status} ", headers, protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-Date": _date(page.fetched.at)},
            )
            writer.write_record(record)
            stream.flush()
        except OSError as error:
            raise InputError(f"{self.folder}: cannot be written: {error.strerror}") from error
        return place

    def _open(self) -> BinaryIO:
        from warcio.warcwriter import WARCWriter

        if self._stream is not None and self._stream.tell() < self._most_bytes:
            return self._stream
        self.close()
        began = datetime.now(UTC).strftime("%Y%m%d%H%M%S%f")
        path = self.folder / f"communique-{began}.warc.gz"
        self._stream = path.open("xb")
        writer = WARCWriter(self._stream, gzip=True, warc_version="WARC/1.1")
        about = {"software": f"communique {__version__}", "format": "WARC File Format 1.1"}
        writer.write_record(writer.create_warcinfo_record(path.name, about))
        return self._stream


def _name(header: str) -> str:
    return f"X-Archive-Orig-{header}" if header in _OF_TRANSFER else header


def _safe(value: str) -> str:
    return " ".join(value.split())


def _date(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
