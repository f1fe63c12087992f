package io.mtlsboot.jsse;

/**
 * Something that may hold memory outside the heap, where no garbage collector looks.
 */
public interface NativeResources {

	/**
	 * Gives it back as soon as nobody needs it any more. Can be called by any thread and
	 * more than once; does not block. An engine is of no use afterwards: its connection
	 * is gone. A context goes on working: what it holds ends with its last engine.
	 */
	void release();

}
