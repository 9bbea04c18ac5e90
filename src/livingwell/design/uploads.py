"""Files that a form carries: held in memory while they are looked at, and never laid on a disk."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

AT_MOST = 10_000_000  # bytes of a file that are kept
BESIDE = 1_000_000  # bytes of whatever else a form carries: what is longer than both is known before it is read


class InMemory(FileUploadHandler):
    """Keeps a file of up to `AT_MOST` bytes. What is longer is heard to its end, and nothing but its size is kept.

    A browser that is cut off while it sends shows no page, so nobody would read why.
    """

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 -- Django's own name for it
        content_length: int,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        self.most = AT_MOST if content_length <= AT_MOST + BESIDE else 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) <= self.most:
            self.kept.write(raw_data)
        else:
            self.kept = BytesIO()

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.kept.seek(0)
        return InMemoryUploadedFile(
            file=self.kept,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
