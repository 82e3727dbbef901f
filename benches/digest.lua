-- Answers a Digest challenge anew in each request; the values come from digest.py. The requests are written beforehand, because
-- to write each in its turn takes the load longer than the server to answer it.
local requests, last = {}, 0

function init()
  for line in io.lines(os.getenv("DIGEST_VALUES")) do
    requests[#requests + 1] = wrk.format("GET", nil, { Host = wrk.headers["Host"], Authorization = line })
  end
end

function request()
  last = last % #requests + 1
  return requests[last]
end
