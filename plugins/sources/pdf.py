"""How many pages a PDF file has."""

import logging
from io import BytesIO

from .alarm import TookTooLongError, alarm

SECONDS = 2.0
"""How long counting may take; a thousand pages take a tenth of one."""


class PdfError(Exception):
    """It cannot be read as PDF."""


def pages(data: bytes) -> int | None:
    """How many pages the PDF file `data` has; None: it does not say, as some encrypted ones. Raises PdfError for what is no PDF."""
    from pypdf import PdfReader  # noqa: PLC0415 - a tenth of a second, which a build that reads no new PDF is spared
    from pypdf.errors import DependencyError, FileNotDecryptedError  # noqa: PLC0415 - as above

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it mends by itself concerns no editor
    encrypted = False
    try:
        with alarm(SECONDS):
            reader = PdfReader(BytesIO(data))
            encrypted = reader.is_encrypted
            return len(reader.pages) or None
    except (Exception, TookTooLongError) as problem:  # a broken file raises whatever it comes upon, RecursionError too
        if encrypted or isinstance(problem, DependencyError | FileNotDecryptedError):
            return None
        raise PdfError(str(problem)) from problem
