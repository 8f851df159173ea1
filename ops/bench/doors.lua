-- For wrk: so many requests in a second over all connections, each a page of a waiting list with its explanations.
-- Environment: TOKEN, TARGET, PAUSE (milliseconds between two requests of one connection), ENCODING (that is taken)
local pause = tonumber(os.getenv("PAUSE"))

function setup(thread)
  thread:set("seed", math.random(1e6))
end

function init(args)
  math.randomseed(seed)
  wrk.path = os.getenv("TARGET")
  wrk.headers["Authorization"] = "Bearer " .. os.getenv("TOKEN")
  wrk.headers["Accept-Encoding"] = os.getenv("ENCODING")
end

function delay()
  return math.random(0, 2 * pause)
end

function done(summary, latency, requests)
  io.write(string.format("RESULT %d %d %d %d %d %d\n", summary.requests, summary.duration, summary.errors.status,
                         latency:percentile(50), latency:percentile(99), latency.max))
end
