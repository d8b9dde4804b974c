"""Runs functions on threads that are known by an id."""

import contextvars
import threading

# Positions in a worker.
ID = 0
THREAD = 1


class FuncThread(threading.Thread):
    """A thread that calls a function; what the function does counts as done by its starter."""

    def __init__(self, target, *args):
        threading.Thread.__init__(self)
        self._function = target
        self._arguments = args
        self._context = contextvars.copy_context()

    def run(self):
        self._context.run(self._function, *self._arguments)


class workerEngine:
    """Keeps the threads that work for one plugin."""

    def __init__(self):
        self.workers = []
        self._lock = threading.RLock()

    def getWorkers(self):
        """The (id, thread) pairs, those that are done but not cleaned included."""
        return self.workers

    def addWorker(self, workerID, func):
        """Calls `func` on a new thread, and answers the thread."""
        thread = FuncThread(func)
        with self._lock:
            self.workers.append((workerID, thread))
        thread.start()
        return thread

    def isWorker(self, workerID):
        """True from addWorker until the worker is cleaned away."""
        return any(worker[ID] == workerID for worker in list(self.workers))

    def cleanDoneWorkers(self):
        """Forgets all workers that are done."""
        with self._lock:
            self.workers[:] = [worker for worker in self.workers if _is_at_work(worker[THREAD])]

    def waitForWorkers(self):
        """Waits for all workers but the calling one, and forgets them."""
        for worker in list(self.workers):
            if worker[THREAD] is not threading.current_thread():
                worker[THREAD].join()
        self.cleanDoneWorkers()

    def getWorkerCount(self):
        """Number of workers, those that are done but not cleaned included."""
        return len(self.workers)


def _is_at_work(thread):
    """A thread that was added but not yet started is at work, too."""
    return thread.ident is None or thread.is_alive()
