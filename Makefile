.PHONY: build test check tools sample pictures bench fuzz clean
.NOTPARALLEL:

build: ## a static binary
	CGO_ENABLED=0 go build -trimpath -o coursepack ./cmd/coursepack

test: tools check sample ## everything: a missing tool is a failure
	CI=true go test -timeout 30m ./...
	CI=true go test -race -timeout 30m -run '$(RACES)' ./export/... ./formats/epub ./formats/pdf ./formats/internal/...

# Races are watched for where goroutines meet: in runs of whole courses, and in what is used by several at a time. All tests would take
# ten times as long.
RACES = Same|AtOnce|EachGoroutine|Cancelled|AreFinished|Fetch

check:
	@unformatted=$$(gofmt -l .); \
	if [ -n "$$unformatted" ]; then echo "run gofmt -w on:"; echo "$$unformatted"; exit 1; fi
	go vet ./...

tools:
	.ci/install

sample: build ## the sample course, as dist/ shows it
	./coursepack export testdata/courses/starlight-codes -o dist

pictures: tools sample ## those in the README, of what this very program writes
	node .ci/pictures.mjs dist

bench:
	go test -run '^$$' -bench . -benchmem ./...

FUZZTIME ?= 20s
fuzz: ## every fuzz target for FUZZTIME each
	@for package in $$(go list ./...); do \
	  for target in $$(go test -list '^Fuzz' $$package | grep '^Fuzz'); do \
	    go test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) $$package || exit 1; \
	  done; \
	done

clean:
	rm -rf coursepack dist coverage.out .ci/node_modules
