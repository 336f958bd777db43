"""Every call that differs between platforms, so that the rest of the program need not know where it runs."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from quizapp.errors import QuizError

_LOCKED_BYTE = 1 << 30
"""Windows refuses to read a locked byte, so the lock lies far behind the note that others read."""

_NOTE_BYTES = 4096
_END = b"\x04"


class Locked(QuizError):
    """Somebody else holds a lock. `note` is what the holder wrote about itself; it may be empty."""

    def __init__(self, note: str) -> None:
        super().__init__("locked", note=note)
        self.note = note


@contextlib.contextmanager
def lock_file(path: Path, note: str) -> Iterator[None]:
    """Holds the advisory lock of a file, which says `note` to whoever asks for it meanwhile.

    The system drops the lock when the holder dies, however it dies; the file itself stays, because removing
    it would let two holders lock two files of one name. Raises Locked at once if another holds it, OSError
    if the file cannot be written.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not _try_lock(descriptor):
            raise Locked(_read_note(descriptor))
        _write_note(descriptor, note)
        try:
            yield
        finally:
            os.ftruncate(descriptor, 0)
            _unlock(descriptor)
    finally:
        os.close(descriptor)


def follow_zone() -> None:
    """Has local times follow the system's time zone, which a traveller changes while the program runs: the C
    library reads it once."""
    if hasattr(time, "tzset"):
        time.tzset()


def _read_note(descriptor: int) -> str:
    os.lseek(descriptor, 0, os.SEEK_SET)
    return os.read(descriptor, _NOTE_BYTES).decode("utf-8", "replace")


def _write_note(descriptor: int, note: str) -> None:
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, note.encode("utf-8", "replace")[:_NOTE_BYTES])


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

    @contextlib.contextmanager
    def _uncooked(descriptor: int) -> Iterator[None]:
        del descriptor
        yield

    def drop_typed(descriptor: int) -> None:
        """Forgets what was typed into the console and not read yet."""
        del descriptor
        while msvcrt.kbhit():
            msvcrt.getwch()

    def fsync_folder(path: Path) -> None:
        """Does nothing: NTFS journals its folders, and Windows opens no folder for syncing."""

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)

    @contextlib.contextmanager
    def _uncooked(descriptor: int) -> Iterator[None]:
        import termios

        before = termios.tcgetattr(descriptor)
        modes = [*before]
        # Signals stay, so that ctrl+c ends the program.
        modes[3] &= ~termios.ICANON
        modes[6] = [*before[6]]
        modes[6][termios.VMIN], modes[6][termios.VTIME] = 1, 0
        termios.tcsetattr(descriptor, termios.TCSADRAIN, modes)
        try:
            yield
        finally:
            termios.tcsetattr(descriptor, termios.TCSADRAIN, before)

    def drop_typed(descriptor: int) -> None:
        """Forgets what was typed into a terminal and not read yet; does nothing to what is no terminal."""
        import termios

        with contextlib.suppress(termios.error):
            termios.tcflush(descriptor, termios.TCIFLUSH)

    def fsync_folder(path: Path) -> None:
        """Makes the names in a folder durable: a file created or renamed there survives a power cut."""
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def replace_file(file: Path, data: bytes) -> None:
    """Writes beside the file and renames, so that it is never seen half written; its mode stays, and a link
    of that name is replaced, not followed. Raises OSError."""
    try:
        found = file.lstat().st_mode
        mode = found & 0o777 if stat.S_ISREG(found) else 0o666
    except FileNotFoundError:
        mode = 0o666
    beside = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(data)
            opened.flush()
            os.fsync(opened.fileno())
        os.replace(beside, file)  # noqa: PTH105
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    fsync_folder(file.parent)


def pasted(descriptor: int, most: int) -> bytes:
    """What is pasted into a terminal up to ctrl+d, `most` bytes and a little more.

    By itself a terminal hands over lines, of which it loses what is longer than 4,095 bytes (Linux; less
    elsewhere): paragraphs are. Windows has no such bound, and ends by ctrl+z there.
    """
    with _uncooked(descriptor):
        read, piece = bytearray(), b"."
        while piece and _END not in piece and len(read) <= most:
            piece = os.read(descriptor, 65536)
            read += piece
    return bytes(read.partition(_END)[0])


def folder_private(path: Path) -> None:
    """Makes a folder that only its owner can enter (0700; Windows keeps what the parent grants).

    A folder that exists keeps its permissions: they are its owner's choice. Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir(mode=0o700, exist_ok=True)


def open_in_viewer(file: Path) -> None:
    """Opens a file of an absolute path in the program that the user's system has for it, without waiting.

    Raises QuizError "no-viewer" (path, command, reason) where none can be started. What the viewer itself
    finds wrong, it tells the user.
    """
    if not file.is_absolute():
        raise ValueError(f"{file} could be taken for an option")
    command = {"win32": "explorer", "darwin": "open"}.get(sys.platform, "xdg-open")
    try:
        _start_viewer(command, file)
    except OSError as error:
        reason = (error.strerror or "?").lower()
        raise QuizError("no-viewer", path=str(file), command=command, reason=reason) from error


if sys.platform == "win32":

    def _start_viewer(command: str, file: Path) -> None:
        del command
        os.startfile(file)

else:

    def _start_viewer(command: str, file: Path) -> None:
        import subprocess
        from threading import Thread

        # In a session of its own, so that neither ctrl+c nor the end of the app reaches it, and without the
        # terminal, on which it would write over the screen.
        viewer = subprocess.Popen(
            [command, os.fspath(file)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        # Somebody has to take note of its end, or it stays behind as a zombie.
        Thread(target=viewer.wait, daemon=True).start()


def data_folder() -> Path:
    """Where this user's history lives. It may not exist yet, as with the other folders."""
    from platformdirs import user_data_path

    return user_data_path("quizapp", appauthor=False)


def cache_folder() -> Path:
    """Where this user's disposable files live."""
    from platformdirs import user_cache_path

    return user_cache_path("quizapp", appauthor=False)


def config_folder() -> Path:
    """Where this user's settings live."""
    from platformdirs import user_config_path

    return user_config_path("quizapp", appauthor=False)


def documents_folder() -> Path:
    """The user's documents, in which the user's own library is a folder."""
    from platformdirs import user_documents_path

    return user_documents_path()
