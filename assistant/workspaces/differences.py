"""Where two texts differ, in whole lines and without looping over their bytes."""


def difference(before: bytes, after: bytes) -> tuple[int, int, int]:
    """Start of the first differing line, and its end in either text."""
    start = _common(before, after)
    tail = _common(before[start:][::-1], after[start:][::-1])
    start = max(before.rfind(b"\n", 0, start), after.rfind(b"\n", 0, start)) + 1
    end = len(before) - tail
    at_line_end = end == 0 or before[end - 1 : end] == b"\n"
    whole = at_line_end and after[len(after) - tail - 1 : len(after) - tail] == b"\n"
    if tail and not whole:
        newline = before.find(b"\n", end)
        tail = 0 if newline < 0 else len(before) - newline - 1
    return start, len(before) - tail, len(after) - tail


def _common(first: bytes, second: bytes) -> int:
    """Length of the common prefix, by bisection: comparing slices is fast, looping is not."""
    low, high = 0, min(len(first), len(second))
    while low < high:
        middle = (low + high + 1) // 2
        if first[low:middle] == second[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
