"""What peers.py and series_peers.py have in common: a folder with the same ground for all programs, and whole
processes that are run and measured."""
import argparse
import contextlib
import os
import shutil
import subprocess
import tempfile
import time
from typing import NamedTuple

import peer_data


class Measured(NamedTuple):
    """Of a process and its children."""
    wall_s: float
    cpu_s: float
    peak_mib: float  # of the process alone


def parser(description):
    made = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("program")
    made.add_argument("--folder")
    made.add_argument("--keep", action="store_true", help="leave the folder with the maps")
    return made


@contextlib.contextmanager
def ground(arguments):
    """A folder with the layers that all programs draw, and the environment to run them in. It is on a memory disk where there
    is one: else the disk is measured, as bordermap has a file on it before it names it, and the others do not."""
    room = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    folder = arguments.folder or tempfile.mkdtemp(prefix="bordermap-peers-", dir=room)
    os.makedirs(folder, exist_ok=True)
    try:
        peer_data.write_ground(folder)
        yield folder, dict(os.environ, BORDERMAP_CACHE=os.path.join(folder, "cache"))
    finally:
        if not arguments.keep:
            shutil.rmtree(folder)


def can_import(module):
    return subprocess.run(["/usr/bin/python3", "-c", f"import {module}"], capture_output=True, check=False).returncode == 0


def run(command, folder, environment, watch=None):
    """None when it fails; bordermap's status 1 means done, with findings. `watch` is called with the number of the process
    again and again until it ends."""
    start = time.perf_counter()
    with open(os.path.join(folder, "said.txt"), "w", encoding="utf-8") as said:
        child = subprocess.Popen(command, cwd=folder, env=environment, stdout=said, stderr=said)
        while watch and os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            watch(child.pid)
            time.sleep(0.003)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    took = time.perf_counter() - start
    if child.returncode != 0 and not (child.returncode == 1 and command[1] in ("map", "series")):
        with open(os.path.join(folder, "said.txt"), encoding="utf-8") as said:
            print(f"  {command[0]} failed: {said.read().strip()[-300:]}")
        return None
    return Measured(took, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


class Memory:
    """The most memory, in MiB, that a process and one of its children were seen with."""

    def __init__(self):
        self.parent = self.child = self.child_own = 0.0

    @staticmethod
    def look(pid):
        """All that is resident, and what no other process shares."""
        sums = {}
        try:
            with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as lines:
                for line in lines:
                    name, _, rest = line.partition(":")
                    if rest.strip().endswith("kB"):
                        sums[name] = int(rest.split()[0]) / 1024
        except OSError:  # it has ended
            pass
        return sums.get("Rss", 0), sums.get("Private_Dirty", 0) + sums.get("Private_Clean", 0)

    def watch(self, pid):
        self.parent = max(self.parent, self.look(pid)[0])
        try:
            with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as children:
                child = children.read().split()[:1]
        except OSError:
            child = []
        for one in child:
            resident, own = self.look(one)
            self.child, self.child_own = max(self.child, resident), max(self.child_own, own)
