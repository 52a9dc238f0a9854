"""The npm packages of package-lock.json, installed once for all tests."""
import os
import shutil
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
FILES = ("package.json", "package-lock.json")


def read(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        return file.read()


def is_installed(folder):
    return (os.path.exists(os.path.join(folder, "node_modules/.package-lock.json"))
            and all(os.path.exists(os.path.join(folder, name)) and read(folder, name) == read(HERE, name) for name in FILES))


def install(folder):
    """Whether they are there, in the versions of the lock file; False without npm or the network."""
    if is_installed(folder):
        return True
    if not shutil.which("npm"):
        return False
    os.makedirs(folder, exist_ok=True)
    for name in FILES:
        shutil.copy(os.path.join(HERE, name), folder)
    try:
        done = subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1",
                               "--loglevel=error"], cwd=folder, check=False, capture_output=True, timeout=60)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0
