"""An address as a QR code, for telephones that look at paper."""


def qr_code(address: str) -> str:
    """The SVG image of `address`, dark on white, within the margin of four modules that ISO/IEC 18004, 5.3.8 asks for; one unit is a module.

    A seventh of it at least may be lost (level M): a sheet on a notice board gets scratched.
    """
    import segno  # noqa: PLC0415 - a twentieth of a second, which a build that makes no announcement's page is spared

    # One mask for all: to weigh the eight of them takes four fifths of the time, which every announcement's page would pay; readers take any.
    return str(segno.make_qr(address, error="m", mask=4).svg_inline(omitsize=True, border=4, svgclass=None, lineclass=None, light="#fff"))
