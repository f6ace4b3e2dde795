# Started by the test bed with the JVM's pipe as standard input. When the JVM is gone, for whatever
# reason, the pipe ends: then what the JVM started is killed and its directory ($1) removed.
#
#   child PID   a process was started
#   gone PID    it has ended by itself; the number may soon belong to somebody else
trap '' INT TERM HUP QUIT
directory=$1
children=' '
while read -r what pid; do
  case $what in
    child) children="$children$pid " ;;
    gone) children="${children%% "$pid" *} ${children#* "$pid" }" ;;
  esac
done
for pid in $children; do
  kill -KILL "$pid" 2>/dev/null
done
# A killed process may still write its last page while the directory goes: look once more.
rm -rf "$directory" 2>/dev/null || { sleep 1; rm -rf "$directory"; }
