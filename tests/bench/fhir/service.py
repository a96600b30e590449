"""How the service bears load: its figures as ratios, medians of turns taken one after the other.

    python3 tests/bench/fhir/service.py BUILD [--turns 3] [--seconds 5]
    python3 tests/bench/fhir/service.py BUILD --memory [--requests 1000000]

The second form looks at memory alone, over so many calls and as many items of feedback, each of its own.
BUILD is a release build with the targets caveat_cli, bench_plain_server and bench_tokens. It needs
Debian's wrk and openssl, two cores, and a machine that does nothing else: servers run on one core, the
load comes from the other. Not a test.
"""

from __future__ import annotations

import argparse
import datetime
import json
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator

ROOT = Path(__file__).resolve().parents[3]
SERVICE, PLAIN, SECURED = 18973, 18974, 18975
CONNECTIONS = 64
BODY_BYTES = 20_000
PATH = "/cds-services/back-pain-massage"

LOAD = """
local file = io.open("{body}")
wrk.method = "POST"
wrk.body = file:read("a")
wrk.headers["Content-Type"] = "application/json"
file:close()
local tokens = {{}}
if "{tokens}" ~= "" then for line in io.lines("{tokens}") do tokens[#tokens + 1] = line end end
local at = {first}
-- Where every call is one of its own, every other one is feedback on a card of which nobody has heard.
local front, back = wrk.body:match('^(.-"hookInstance": *")[^"]*(".*)$')
local item = '{{"feedback":[{{"card":"%s","outcome":"overridden","outcomeTimestamp":"2026-01-01T00:00:00Z"}}]}}'
function request()
    if {is_new} then
        at = at + 1
        local name = string.format("%08x-0000-4000-8000-000000000000", at)
        if at % 2 == 0 then return wrk.format(nil, wrk.path .. "/feedback", nil, item:format(name)) end
        return wrk.format(nil, nil, nil, front .. name .. back)
    end
    if #tokens > 0 then
        at = at + 1
        wrk.headers["Authorization"] = "Bearer " .. (tokens[at] or "none")
    end
    return wrk.format()
end
"""
# Each connection waits as long, give or take half, as makes all of them together so fast.
PACE = "function delay() return math.floor({milliseconds} * (0.5 + math.random())) end\n"


def body() -> str:
    """A booking, and beside its one observation of pain older ones until it has 20 kB."""
    today = datetime.datetime.now(datetime.timezone.utc).date()
    text = (ROOT / "examples/fhir/booking.json").read_text().replace("TODAY", str(today))
    call = json.loads(text)
    entries = call["prefetch"]["pain"]["entry"]
    while len(json.dumps(call)) < BODY_BYTES:
        older = json.loads(json.dumps(entries[0]))
        older["resource"]["id"] = f"pain-{len(entries)}"
        older["resource"]["effectiveDateTime"] = str(today - datetime.timedelta(days=30 + len(entries)))
        entries.append(older)
    call["prefetch"]["pain"]["total"] = len(entries)
    return json.dumps(call)


class Bench:
    def __init__(self, build: Path, folder: Path, seconds: int) -> None:
        self.caveat = build / "src/adapters/caveat"
        self.build = build
        self.folder = folder
        self.seconds = seconds
        (folder / "body.json").write_text(body())

    @contextmanager
    def running(self, *command: object) -> Iterator[subprocess.Popen[bytes]]:
        with open(self.folder / "out", "wb") as out, open(self.folder / "err", "wb") as err:
            server = subprocess.Popen(["taskset", "-c", "0", *map(str, command)], stdout=out, stderr=err)
        try:
            time.sleep(1)
            if server.poll() is not None:
                sys.exit(f"{command[0]} ended: {(self.folder / 'err').read_text()}")
            yield server
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait()

    def serve(self, port: int, more: str):
        file = self.folder / f"serve-{port}.yaml"
        rules = ROOT / "rules/back-pain-massage.yaml"
        file.write_text(f"serve: 1\nlisten: 127.0.0.1:{port}\nrules: [{rules}]\n{more}")
        return self.running(self.caveat, "serve", file)

    def load(self, port: int, *, seconds: float | None = None, pace: float = 0, tokens: Path | None = None,
             first: int = 0, is_new: bool = False) -> dict[str, float]:
        """What wrk says: requests a second, and milliseconds of half and of 99 in a hundred."""
        script = self.folder / "load.lua"
        text = LOAD.format(body=self.folder / "body.json", tokens=tokens or "", first=first,
                           is_new=str(is_new).lower())
        script.write_text(text + (PACE.format(milliseconds=1000 * CONNECTIONS / pace) if pace else ""))
        said = subprocess.run(
            ["taskset", "-c", "1", "wrk", "--threads", "1", "--connections", str(CONNECTIONS), "--duration",
             f"{max(1, round(seconds or self.seconds))}s", "--latency", "--script", str(script),
             f"http://127.0.0.1:{port}{PATH}"], check=True, capture_output=True, text=True).stdout
        wrong = re.search(r"(Non-2xx.*|Socket errors.*)", said)
        if wrong:
            sys.exit(f"service: {wrong[0]}\n{said}")
        unit = {"us": 1e-3, "ms": 1.0, "s": 1e3}

        def percentile(name: str) -> float:
            found = re.search(rf"{name}%\s+([\d.]+)(us|ms|s)", said)
            assert found, said
            return float(found[1]) * unit[found[2]]

        rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
        count = re.search(r"(\d+) requests in", said)
        assert rate and count, said
        return {"rate": float(rate[1]), "requests": float(count[1]), "p50": percentile("50"), "p99": percentile("99")}


def memory(server: subprocess.Popen[bytes]) -> int:
    """KiB that it holds."""
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{server.pid}/status").read_text())
    assert found
    return int(found[1])


def show(name: str, found: str, goal: str) -> None:
    print(f"{name:<64} {found:>22}   goal {goal}", flush=True)


def against_plain(bench: Bench, turns: int) -> float:
    """Requests a second beside the plain server's; how many there are is returned."""
    answer = subprocess.run(
        ["curl", "-sf", "-H", "Content-Type: application/json", "--data-binary", f"@{bench.folder}/body.json",
         f"http://127.0.0.1:{SERVICE}{PATH}"], check=True, capture_output=True).stdout
    (bench.folder / "answer.json").write_bytes(answer)
    rates: dict[int, list[float]] = {SERVICE: [], PLAIN: []}
    with bench.running(bench.build / "tests/bench_plain_server", PLAIN, bench.folder / "answer.json"):
        for _ in range(turns):
            for port in rates:
                rates[port].append(bench.load(port)["rate"])
    ours, plain = (statistics.median(rates[port]) for port in (SERVICE, PLAIN))
    show("requests a second / a plain server's", f"{ours:.0f} / {plain:.0f} = {ours / plain:.2f}", ">= 0.6")
    return ours


def half_load(bench: Bench, server: subprocess.Popen[bytes], rate: float, turns: int) -> None:
    quiet = [bench.load(SERVICE, pace=rate / 2) for _ in range(turns)]
    p50, p99 = (statistics.median(each[key] for each in quiet) for key in ("p50", "p99"))
    reached = statistics.median(each["rate"] for each in quiet)
    show(f"99 in a hundred at {reached:.0f} a second / half of them", f"{p99:.2f} ms / {p50:.2f} ms = {p99 / p50:.1f}",
         "<= 10, and <= 20 ms")
    ended = threading.Event()

    def reload() -> None:
        while not ended.wait(0.5):
            server.send_signal(signal.SIGHUP)

    worst = []
    for _ in range(turns):
        ended.clear()
        reloading = threading.Thread(target=reload)
        reloading.start()
        worst.append(bench.load(SERVICE, pace=rate / 2)["p99"])
        ended.set()
        reloading.join()
    late = statistics.median(worst)
    show("the same while rules are loaded anew twice a second / without", f"{late:.2f} / {p99:.2f} = {late / p99:.1f}", "<= 3")


def with_tokens(bench: Bench, turns: int) -> None:
    verified = []
    rates = []
    for _ in range(turns):
        said = subprocess.run(["taskset", "-c", "0", "openssl", "speed", "-seconds", "3", "ecdsap384"], check=True,
                              capture_output=True, text=True).stdout
        verified.append(float(said.split()[-1]))
    count = round(max(verified) * (bench.seconds + 3)) * turns
    keys, tokens = bench.folder / "keys.json", bench.folder / "tokens"
    base = f"http://127.0.0.1:{SECURED}"
    with open(tokens, "wb") as out:
        subprocess.run([bench.build / "tests/bench_tokens", str(count), base + PATH, keys], check=True, stdout=out)
    clients = f"base url: {base}\nclients: [{{name: load, issuer: \"https://ehr.example\", keys: {keys}}}]\n"
    with bench.serve(SECURED, clients):
        first = 0
        for _ in range(turns):
            found = bench.load(SECURED, tokens=tokens, first=first)
            first += round(found["requests"]) + 2 * CONNECTIONS
            rates.append(found["rate"])
    ours, theirs = statistics.median(rates), statistics.median(verified)
    show("requests a second with ES384 / openssl's verifications", f"{ours:.0f} / {theirs:.0f} = {ours / theirs:.2f}", ">= 0.8")


def memory_over(bench: Bench, requests: int) -> None:
    """What it holds after the first 20,000 requests, half of them feedback, and after all of them."""
    with bench.serve(SERVICE, "authentication: none\n") as server:
        done = early = first = 0
        while done < requests:
            found = bench.load(SERVICE, seconds=2 if not early else 10, first=first, is_new=True)
            done += round(found["requests"])
            first = done + 2 * CONNECTIONS
            if not early and done >= 20_000:
                early, after = memory(server), done
        late = memory(server)
    if not early:
        sys.exit(f"service: {done} requests are too few to compare anything; --requests has to be more")
    show(f"memory after {done} requests / after {after}", f"{late} / {early} KiB = {late / early:.2f}", "1")


def main() -> None:
    parser = argparse.ArgumentParser(description="Figures of the service under load")
    parser.add_argument("build", type=Path)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--requests", type=int, default=100_000)
    options = parser.parse_args()
    for tool in ("wrk", "openssl", "taskset", "curl"):
        if shutil.which(tool) is None:
            print(f"service: {tool} is missing", file=sys.stderr)
            sys.exit(77)
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(options.build.resolve(), Path(name), options.seconds)
        if options.memory:
            return memory_over(bench, options.requests)
        with bench.serve(SERVICE, "authentication: none\n") as server:
            bench.load(SERVICE, seconds=1)
            rate = against_plain(bench, options.turns)
            half_load(bench, server, rate, options.turns)
        with_tokens(bench, options.turns)


if __name__ == "__main__":
    main()
