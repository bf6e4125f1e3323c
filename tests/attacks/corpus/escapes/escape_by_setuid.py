"""Programs that run as root

tries: to become root by `su`, `mount`, or a program of its own
stopped by: no program gives it more rights, and its user has no other
deserves: all
"""

# %% after setup
import os
import shutil
import subprocess

for command in (["su", "-c", "id -u"], ["sudo", "-n", "id", "-u"], ["mount", "--version"],
                ["newuidmap", "1", "0", "0", "1"], ["pkexec", "id", "-u"]):  # fmt: skip
    if shutil.which(command[0]):
        done = subprocess.run(command, capture_output=True, text=True, timeout=4)
        print(command[0], done.returncode, done.stderr[:200])
        if done.stdout.strip() == "0":
            print("{WON} root")
shutil.copy("/usr/bin/id", "/tmp/mine")
os.chmod("/tmp/mine", 0o6755)
print(subprocess.run(["/tmp/mine"], capture_output=True, text=True).stdout)
for become in (os.setuid, os.setgid, os.seteuid):
    try:
        become(0)
        print("{WON}", become)
    except OSError as error:
        print(error)
try:
    os.mknod("/tmp/disk", 0o60666, os.makedev(8, 0))
    print("{WON} device")
except OSError as error:
    print(error)
