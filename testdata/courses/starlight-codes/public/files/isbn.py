def isbn10_ok(text: str) -> bool:
    digits = [10 if c == "X" else int(c) for c in text if c != "-"]
    return len(digits) == 10 and sum(w * d for w, d in zip(range(10, 0, -1), digits)) % 11 == 0


def isbn13_ok(text: str) -> bool:
    digits = [int(c) for c in text if c != "-"]
    return len(digits) == 13 and sum(d * (3 if i % 2 else 1) for i, d in enumerate(digits)) % 10 == 0


print(isbn10_ok("0-262-03293-7"))      # True
print(isbn10_ok("0-262-03239-7"))      # False: 93 became 39
print(isbn13_ok("978-0-262-03293-3"))  # True
