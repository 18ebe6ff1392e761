-- For wrk: asks the questions of a file in turn, and prints one line of figures that http.sh reads.
--   wrk … -s questions.lua URL -- questions.txt /api/v1/find?q=

local requests = {}
local turn = 0

function init(arguments)
  for line in io.lines(arguments[1]) do
    requests[#requests + 1] = wrk.format("GET", arguments[2] .. line)
  end
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end

function done(summary, latency, _)
  local failed = summary.errors
  io.write(string.format(
    "FIGURES requests=%d per_second=%.0f p50_ms=%.2f p99_ms=%.2f max_ms=%.2f not_ok=%d broken=%d mb=%.0f\n",
    summary.requests, summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000,
    failed.status, failed.connect + failed.read + failed.write + failed.timeout, summary.bytes / 1e6))
end
