"""What users of the panel do, in the proportions in which they do it; thresholds decide the exit code."""
import json
import os
import random
import time

from locust import HttpUser, between, events, task

SCENARIO = os.environ.get("SCENARIO", "normal")
SERVER_PID = os.environ.get("SERVER_PID")

# Milliseconds at the 95th and 99th percentile, of what the product promises: 100 ms, 500 ms for a launch.
P95, P99, LAUNCH_P95, LAUNCH_P99 = 100, 250, 500, 1000
MAX_ERROR_RATE = 0.001
MAX_MEMORY_MB = 500
MAX_CPU_PERCENT = {"normal": 50}.get(SCENARIO, 100)
LOG_LINES = 40

lost_lines = 0
cpu_at_start = None
started_at = None


class PanelUser(HttpUser):
    wait_time = between(0.05, 0.2) if SCENARIO == "burst" else between(0.5, 2)

    def on_start(self):
        self.modules = [module["id"] for module in self.client.get("/api/modules").json()["modules"]]
        self.run_id = None

    @task(10)
    def poll_health(self):
        self.client.get("/api/health")

    @task(10)
    def list_modules(self):
        self.client.get("/api/modules")

    @task(8)
    def list_runs(self):
        self.client.get("/api/runs?limit=50", name="/api/runs?limit=50")

    @task(4)
    def page_through_runs(self):
        page = self.client.get("/api/runs?limit=20", name="/api/runs?limit=20").json()
        for _ in range(3):
            if not page.get("next_cursor"):
                break
            page = self.client.get(f"/api/runs?limit=20&cursor={page['next_cursor']}", name="/api/runs?cursor").json()

    @task(6)
    def read_stats(self):
        self.client.get("/api/system/stats")

    @task(5)
    def read_and_save_config(self):
        module = random.choice(self.modules)
        self.client.get(f"/api/modules/{module}/config", name="/api/modules/{id}/config")
        self.client.post("/api/modules/log-generator/config", json={"parameters": {"lines": random.randint(1, 100)}},
                         name="POST /api/modules/{id}/config")

    @task(3)
    def launch_and_follow(self):
        """A run is launched and its log followed to the end: every line must come, once and in order."""
        global lost_lines
        run_id = self.launch({"lines": LOG_LINES, "delay_ms": 5})
        if not run_id:
            return
        seen, complete = [], False
        with self.client.get(f"/api/runs/{run_id}/logs/stream", stream=True, name="SSE (until it begins)") as response:
            for line in response.iter_lines():
                if line.startswith(b"event: complete"):
                    complete = True
                elif line.startswith(b"id: "):
                    seen.append(int(line[4:]))
        if not complete or seen != list(range(1, len(seen) + 1)) or len(seen) < LOG_LINES:
            lost_lines += 1
            print(f"lost lines in {run_id}: complete={complete}, {len(seen)} lines")
        self.run_id = run_id

    @task(2)
    def launch_and_cancel(self):
        run_id = self.launch({"lines": 1000, "delay_ms": 100})
        if run_id:
            with self.client.delete(f"/api/runs/{run_id}", name="DELETE /api/runs/{id}", catch_response=True) as response:
                if response.status_code == 200 and response.json()["status"] == "cancelled":
                    response.success()
                else:
                    response.failure(f"{response.status_code} {response.text[:200]}")

    @task(5)
    def read_a_run(self):
        if self.run_id:
            self.client.get(f"/api/runs/{self.run_id}", name="/api/runs/{id}")
            self.client.get(f"/api/runs/{self.run_id}/logs?tail=500", name="/api/runs/{id}/logs")

    def launch(self, parameters):
        answer = self.client.post("/api/modules/log-generator/run", json={"parameters": parameters, "save_config": False},
                                  name="POST /api/modules/{id}/run")
        return answer.json()["run_id"] if answer.status_code == 202 else None


def cpu_seconds():
    with open(f"/proc/{SERVER_PID}/stat", encoding="ascii") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak_memory_mb():
    with open(f"/proc/{SERVER_PID}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) / 1000 for line in status if line.startswith("VmHWM"))


@events.test_start.add_listener
def begin(**_):
    global cpu_at_start, started_at
    cpu_at_start, started_at = cpu_seconds(), time.monotonic()


@events.quitting.add_listener
def judge(environment, **_):
    stats, problems = environment.stats, []
    cpu = 100 * (cpu_seconds() - cpu_at_start) / (time.monotonic() - started_at) / os.cpu_count()
    memory = peak_memory_mb()
    for entry in stats.entries.values():
        is_launch = "run" in entry.name and entry.method in ("POST", "DELETE")
        p95, p99 = (LAUNCH_P95, LAUNCH_P99) if is_launch else (P95, P99)
        for share, limit in ((0.95, p95), (0.99, p99)):
            # A percentile of a few requests is its slowest one; the promise is about many.
            if entry.num_requests >= 1 / (1 - share) and entry.get_response_time_percentile(share) > limit:
                problems.append(f"{entry.method} {entry.name}: p{share * 100:.0f} {entry.get_response_time_percentile(share):.0f} ms > {limit} ms")
    if stats.total.fail_ratio > MAX_ERROR_RATE:
        problems.append(f"error rate {stats.total.fail_ratio:.4f} > {MAX_ERROR_RATE}")
    if lost_lines:
        problems.append(f"{lost_lines} followed runs lost lines")
    if memory > MAX_MEMORY_MB:
        problems.append(f"memory {memory:.0f} MB > {MAX_MEMORY_MB} MB")
    if cpu > MAX_CPU_PERCENT:
        problems.append(f"CPU {cpu:.0f} % > {MAX_CPU_PERCENT} %")
    total = stats.total
    print("SUMMARY " + json.dumps({
        "scenario": SCENARIO, "requests": total.num_requests, "requests_per_second": round(total.total_rps, 1),
        "errors": total.num_failures, "p50_ms": total.get_response_time_percentile(0.5),
        "p95_ms": total.get_response_time_percentile(0.95), "p99_ms": total.get_response_time_percentile(0.99),
        "server_cpu_percent": round(cpu, 1), "server_peak_memory_mb": round(memory), "lost_lines": lost_lines}))
    for problem in problems:
        print("NOT HELD: " + problem)
    environment.process_exit_code = 1 if problems else 0
