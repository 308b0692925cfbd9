"""The headers that keep a reader of the site safe, wherever it is served: by a server of the union's own, or by a host that takes a folder."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""Nothing inline, nothing evaluated, nothing from elsewhere. JSON-LD is data: no policy of scripts asks for it."""
ATTACHED = "script-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""Of attachments: browsers show documents and sounds with viewers of their own, whose styles and objects the policy above would stop."""
PERMISSIONS = ", ".join(f"{name}=()" for name in ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "usb"))
"""What no page of the site asks a reader for. The clipboard is not among them: an address can be copied."""
HSTS = "max-age=31536000"
"""A year, for this host and not those below it, which may be other people's."""
READ_ELSEWHERE = r"(?:.+\.(?:ics|opml)|.+/data\.(?:csv|json))"
"""Beside feeds: what programs on other sites' pages may read."""


def security_headers(*, secure: bool, elsewhere: bool = False, read: bool = False, policy: str = POLICY) -> dict[str, str]:
    """By name. `secure`: served by https; `elsewhere`: other sites' pages may show it; `read`: programs on them may read it."""
    headers = {
        "Content-Security-Policy": policy,
        "Permissions-Policy": PERMISSIONS,
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "cross-origin" if elsewhere else "same-origin",
    }
    if read:
        headers["Access-Control-Allow-Origin"] = "*"
    if secure:
        headers["Strict-Transport-Security"] = HSTS
    return headers
