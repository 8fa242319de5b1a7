package export

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
)

// parallel calls do for 0 to n-1, up to opt.Jobs at a time, and returns the first error by index. After an error or a
// cancelled context no more calls are begun. A panic in do becomes an error that carries its stack: one bad page must
// not leave half-written files behind.
func parallel(ctx context.Context, opt Options, stage string, n int, do func(ctx context.Context, i int) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	workers := opt.Jobs
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var (
		wg   sync.WaitGroup
		mu   sync.Mutex
		done int
		next = make(chan int)
		errs = make([]error, n)
	)
	progress := func() {
		mu.Lock()
		defer mu.Unlock()
		done++
		if opt.Progress != nil {
			opt.Progress(Progress{Stage: stage, Done: done, Total: n})
		}
	}
	for range min(workers, n) {
		wg.Go(func() {
			for i := range next {
				if errs[i] = guarded(ctx, i, do); errs[i] != nil {
					cancel()
				}
				progress()
			}
		})
	}
	for i := range n {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	wg.Wait()
	return firstCause(errs, ctx.Err())
}

// firstCause returns the first error that is not only the echo of another one: whoever fails cancels the others.
func firstCause(errs []error, cancelled error) error {
	for _, err := range errs {
		if err != nil && !errors.Is(err, context.Canceled) {
			return err
		}
	}
	return cancelled
}

func guarded(ctx context.Context, i int, do func(context.Context, int) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("internal error: %v\n%s", p, debug.Stack())
		}
	}()
	return do(ctx, i)
}
