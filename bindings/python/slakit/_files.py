"""Files that are whole or not there, and results that are one JSON document."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class JsonDocument:
    """A result that is made of its JSON document, `_data`. Amounts in it are decimals as text, instants RFC 3339."""

    __slots__ = ()
    _data: Any

    def to_dict(self) -> dict[str, Any]:
        """As its JSON document has it; a copy."""
        return json.loads(json.dumps(self._data))

    def to_json_text(self) -> str:
        """to_dict() as a JSON document."""
        return json.dumps(self._data, ensure_ascii=False, indent=2) + "\n"

    def to_json(self, path: str | os.PathLike[str]) -> None:
        """Writes to_dict() as JSON; the file is whole or not there."""
        write_whole({path: self.to_json_text()})


def write_whole(texts: Mapping[Any, str]) -> None:
    """Writes files beside their places and renames them last: no reader sees a part, and a failure leaves none.

    Links are followed; what is no regular file, such as /dev/stdout, is written to as it is. OSError names the file.
    """
    parts: list[tuple[Path, Path]] = []
    streams: list[tuple[str, str]] = []
    try:
        for path, text in texts.items():
            with _naming(path):
                if not os.fspath(path) or os.path.isdir(path):
                    raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
                if os.path.exists(path) and not os.path.isfile(path):
                    streams.append((os.fspath(path), text))
                    continue
                target = Path(os.path.realpath(path))
                part = target.with_name(f".slakit-{os.getpid()}-{len(parts)}.part")
                with open(part, "x", encoding="utf-8", newline="\n") as file:
                    parts.append((part, target))
                    file.write(text)
        for path, text in streams:
            with _naming(path), open(path, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
        for part, target in parts:
            with _naming(target):
                os.replace(part, target)
    finally:
        for part, _ in parts:
            part.unlink(missing_ok=True)


@contextmanager
def _naming(path: Any) -> Iterator[None]:
    """An OSError that names the file the caller asked for, not the part beside it."""
    try:
        yield
    except OSError as error:
        raise type(error)(error.errno, error.strerror, os.fspath(path)) from None
