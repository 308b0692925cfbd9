"""What a server is asked to do, as texts for its sh. Each can be done again after having been broken off anywhere; all but `look` need the lock.

releases/NAME/       a whole site: its files and nothing else
manifests/NAME       what it holds (see checksums.py); there before the release is. The times of these files are the order of publishing
current              a link to releases/NAME, what the web server shows
previous             the same for what members saw before
kept/theme/          links to the theme's files of all releases: the web server has them for pages that are still open, or on their way
incoming/TOKEN.begun a publication under way, or one that was broken off: `site`, and lists
incoming/NAME.spare  a release that is no longer kept, `site` and its manifest, `basis`: the next one is made of it
incoming/NAME.gone   a release that is being deleted
lock, sending        held by a publisher, and by its rsync
"""

from shlex import quote

WAIT = 30
"""Seconds that a publisher waits for another one; a killed one's line ends sooner."""
SENDING_WAIT = 330
"""Seconds until an rsync that was left alone has given up, and a few more (see SENDING_TIMEOUT)."""
SENDING_TIMEOUT = 300
"""Seconds without a byte after which rsync gives up."""


def folder(path: str) -> str:
    """Quoted for `cd`: relative to the user's own folder where it does not begin with `/`."""
    return quote(path if path.startswith("/") else f"./{path.removeprefix('~/')}")


def enter(path: str) -> str:
    """Go where the releases are."""
    return f"cd {folder(path)}"


def prepare() -> str:
    """Make what is not there yet; see whether every program is."""
    return """missing=
for program in rsync flock sha256sum sync comm find xargs; do command -v $program >/dev/null || missing=${missing:-$program}; done
if [ -n "$missing" ]; then echo "$missing: not found"; false; fi &&
mkdir -p releases manifests incoming && touch lock sending && exec 9>>lock"""


def hold(who: str, seconds: int) -> str:
    """Take the lock; prints `held`, or who holds it. It is let go when the shell ends."""
    return f"if flock -w {seconds} 9; then printf '%s\\n' {quote(who)} >lock && echo held; else cat lock; fi"


def look(known: str = "") -> str:
    """Print the live release's name, the SHA-256 of its manifest, and the manifest itself unless its SHA-256 is `known`. Nothing: there is none."""
    return f"""if [ -e current ] && [ ! -L current ]; then echo 'current: cannot overwrite directory'; false
elif name=$(readlink current) && name=${{name##*/}}; then
    if [ -f "manifests/$name" ]; then digest=$(sha256sum <"manifests/$name") && digest=${{digest%% *}}; else digest=; fi &&
    echo "$name $digest" && if [ -n "$digest" ] && [ "$digest" != '{known}' ]; then cat "manifests/$name"; fi
fi"""


def status() -> str:
    """Print what the live release says of itself; nothing: it does not."""
    return "cat current/status.json 2>/dev/null || true"


def list_releases() -> str:
    """Print the names of the releases that are whole, what was published last first."""
    return 'for name in $(ls -t manifests); do if [ -d "releases/$name" ]; then echo "$name"; fi; done'


def manifest(name: str) -> str:
    """Print what a release holds; nothing: it is not kept."""
    return f"cat manifests/{name} 2>/dev/null || true"


def wrong(name: str) -> str:
    """Print what is not as the manifest of a kept release says, as `check` does."""
    wanted = f"cut -d' ' -f4- manifests/{name} | tr '\\n' '\\0' | sort -z >incoming/wanted"
    return f"{wanted} && {_compared(f'releases/{name}', f'../../manifests/{name}', '../../incoming/wanted')} && rm -f incoming/wanted incoming/wanted.strays"


def is_there(name: str, digest: str) -> str:
    """Print `there` if that release is whole on the server already; what is left of another try to have it is put aside."""
    return f"""if [ -d releases/{name} ] && [ "$(sha256sum <manifests/{name})" = '{digest}  -' ]; then echo there
elif [ -d releases/{name} ]; then mv -T releases/{name} incoming/{name}.$$.gone && rm -f manifests/{name}; fi"""


def begin(token: str) -> str:
    """Make incoming/TOKEN.begun/site out of what a broken-off publication left, then print `left`; or of a release that is no longer kept; or empty.

    An rsync that outlived its publisher is waited for, and the second in which members came to see the live release: nginx makes a file's ETag of its
    size and of the second in which it came, so that another content of the same size must come in a later one.
    """
    return f"""while [ "$(stat -c %Y current 2>/dev/null)" = "$(date +%s)" ]; do sleep 0.1; done
flock -w {SENDING_WAIT} sending true && (
    for left in incoming/*.begun incoming/*.spare; do
        if [ -d "$left/site" ] && [ ! -e incoming/{token}.begun ]; then
            mv -T "$left" incoming/{token}.begun && case $left in *.begun) rm -f incoming/{token}.begun/basis && echo left;; esac
        elif [ ! -d "$left/site" ] || [ "${{left%.spare}}" = "$left" ]; then rm -rf "$left"; fi || exit
    done
    mkdir -p incoming/{token}.begun/site && touch incoming/{token}.begun/basis
)"""


def list_files(token: str, live: str, gone: bytes, new: bytes) -> str:
    """Make the manifest of the live one's, less the lines `gone`, and the `new` ones; print its SHA-256. All sorted."""
    end = f"end of {token}"
    return f"""(cd incoming/{token}.begun && cat >gone <<'{end}' &&
{_text(gone)}{end}
cat >sent <<'{end}' &&
{_text(new)}{end}
comm -23 {f"../../manifests/{live}" if live else "/dev/null"} gone | sort -m - sent >manifest &&
cut -d' ' -f4- manifest | tr '\\n' '\\0' | sort -z >wanted && sha256sum <manifest)"""


def tidy(token: str, *, left: bool) -> str:
    """Take away what the release does not hold: a file may come where a folder was. `left`: rsync has been here, and left empty folders perhaps."""
    return f"""(cd incoming/{token}.begun/site && find . ! -type d ! -type f -delete -o -type f -printf '%P\\0' | sort -z | comm -z -23 - ../wanted >../others &&
if [ -s ../others ] || {str(left).lower()}; then xargs -0r rm -f -- <../others && find . -mindepth 1 -depth -type d -empty -delete; fi)"""


def link(token: str, live: str) -> str:
    """Take what the live release has and `basis` does not from there. What cannot be linked is missed by `check`."""
    return f"""comm -13 incoming/{token}.begun/basis incoming/{token}.begun/manifest | comm -12 - manifests/{live} | cut -d' ' -f4- | tr '\\n' '\\0' |
(cd releases/{live} && xargs -0r cp -l --parents --remove-destination -t ../../incoming/{token}.begun/site -- 2>/dev/null || true)"""


def check(token: str, listed: str) -> str:
    """Print what is not as the list says (`sent` or `manifest`), and what is there that should not be or the other way round; nothing: all is well."""
    return _compared(f"incoming/{token}.begun/site", f"../{listed}", "../wanted")


def _compared(site: str, listed: str, wanted: str) -> str:
    """See `check`; `listed` and `wanted`, the sorted paths, are files as seen from `site`."""
    return f"""(cd {site} && {{
    [ ! -s {listed} ] || cut -d' ' -f1,3- {listed} | sha256sum -c --quiet --strict 2>/dev/null || echo 'not as it was sent'
    find . -type f -printf '%P\\0' -o ! -type d -printf 'not a file: %P\\0' | sort -z | comm -z -3 - {wanted} >{wanted}.strays || echo 'not compared'
    tr '\\0' '\\n' <{wanted}.strays
}} | head -n 20)"""


def settle(token: str, name: str) -> str:
    """Let what has come become a release: on the disk first, then under its name."""
    return f"""sync -f incoming/{token}.begun && mv -T incoming/{token}.begun/manifest manifests/{name} &&
mv -T incoming/{token}.begun/site releases/{name} && rm -rf incoming/{token}.begun"""


def first(name: str) -> str:
    """Let a release be the newest of all, whatever the server's clock says; what somebody has gone back from is no longer kept."""
    return f"""live=$(readlink current || true) && live=manifests/${{live##*/}} &&
if [ ! -f "$live" ]; then touch manifests/{name}; else
    find manifests -type f -newer "$live" ! -name {name} -delete &&
    touch manifests/{name} && if [ ! manifests/{name} -nt "$live" ]; then touch -r "$live" -d '+2 seconds' manifests/{name}; fi
fi"""


def switch(name: str) -> str:
    """Let members see a release: in one instant, and for good. What its pages are drawn with is in `kept` before."""
    return f"""{_keep(name)} && sync -f . && before=$(readlink current || true) &&
if [ -n "$before" ] && [ "$before" != releases/{name} ]; then ln -sfn "$before" .next && mv -T .next previous; fi &&
ln -sfn releases/{name} .next && mv -T .next current && sync -f ."""


def _keep(name: str) -> str:
    """`cp -n` would do, were it not a failure to some and none to others that a file is there already."""
    one = 'to=../../kept/$file; [ -e "$to" ] || { mkdir -p "${to%/*}" && ln "$file" "$to"; } || exit'
    return f"""if [ -d releases/{name}/theme ]; then (cd releases/{name} && find theme -type f -exec sh -c {quote(f"for file do {one}; done")} - {{}} +); fi"""


def prune(keep: int) -> str:
    """Keep the releases that were published last, `keep` of them: the live one in any case, and the one before. Of one of the others the next will be made.

    What the theme has had no use for since 30 days goes from `kept`.
    """
    return f"""(live=$(readlink current) && live=${{live##*/}} &&
for name in $(ls manifests); do [ -d "releases/$name" ] || rm -f "manifests/$name"; done &&
for name in $(ls releases); do [ -f "manifests/$name" ] || [ "$name" = "$live" ] || mv -T "releases/$name" "incoming/$name.$$.gone" || exit; done &&
for name in $(ls -t manifests | tail -n +{max(keep, 2) + 1}); do
    spare=incoming/$name.spare
    if [ "$name" = "$live" ]; then :
    elif ls -d incoming/*.spare >/dev/null 2>&1; then mv -T "releases/$name" "incoming/$name.$$.gone" && rm -f "manifests/$name"
    else mkdir "$spare" && mv -T "releases/$name" "$spare/site" && mv -T "manifests/$name" "$spare/basis"; fi || exit
done &&
if [ -d kept ]; then find kept -type f -links 1 -ctime +30 -delete; fi &&
(rm -rf incoming/*.gone </dev/null >/dev/null 2>&1 9>&- &))"""


def forget() -> str:
    """Keep nothing of any release but the live one."""
    return """live=$(readlink current) && live=${live##*/} && rm -f previous &&
for name in $(ls manifests releases); do [ "$name" = "$live" ] || rm -rf "releases/$name" "manifests/$name"; done && rm -rf incoming/*"""


def receiver(path: str) -> str:
    """The command that rsync starts there: it lives no longer than `sending` is held."""
    return f"umask 022 && {enter(path)} && exec flock -w {SENDING_WAIT} sending rsync"


def _text(lines: bytes) -> str:
    return lines.decode("utf-8", "surrogateescape")
