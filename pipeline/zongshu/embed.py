"""What stands inside an HTML page of ours: data that no browser takes for markup, and the hashes that let it run."""

from __future__ import annotations

import base64
import hashlib
import json

from zongshu.patterns import pattern

__all__ = ["as_data", "policy_hash"]

# half a surrogate pair, which JSON may hold, cannot be written as UTF-8
_UNSAFE = pattern("[<>&\u2028\u2029\ud800-\udfff]")


def as_data(value: object) -> str:
    """JSON that cannot end its script element, nor be taken for markup.

    Args:
        value: what JSON can hold; no NaN or infinity.

    Example:
        >>> print(as_data("</script>"))
        "\\u003c/script\\u003e"
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _UNSAFE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def policy_hash(text: str) -> str:
    """Return the hash by which a content security policy allows one script or style.

    Example:
        >>> policy_hash("")
        'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='
    """
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
