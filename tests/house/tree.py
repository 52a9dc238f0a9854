"""The files of the source tree, for the tests that read them. Needs no version control."""
import os

SKIPPED_FOLDERS = {".git", "build", "node_modules", ".cache", "maps", "__pycache__"}


def files(root, endings=None):
    """Paths relative to root, sorted, of the regular files with one of the endings (all if None)."""
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in SKIPPED_FOLDERS]
        for name in names:
            path = os.path.join(folder, name)
            if os.path.islink(path) or not os.path.isfile(path):
                continue
            if endings is None or name.endswith(endings):
                found.append(os.path.relpath(path, root))
    return sorted(found)


def text(root, path):
    """A file's text, or None when it is not UTF-8 text."""
    with open(os.path.join(root, path), "rb") as file:
        data = file.read()
    if b"\0" in data:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def report(complaints, what):
    """Print the complaints and return the exit status."""
    for complaint in complaints:
        print(complaint)
    print(f"{what}: {len(complaints)} complaint(s)")
    return 1 if complaints else 0
