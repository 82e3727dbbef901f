-- Answers a Digest challenge anew in each request; the values come from digest.py.
local values, last = {}, 0

function init()
  for line in io.lines(os.getenv("DIGEST_VALUES")) do values[#values + 1] = line end
end

function request()
  last = last % #values + 1
  return wrk.format("GET", nil, { Authorization = values[last] })
end
