package dev.wainwright.api.tree;

/**
 * What to do with each document as soon as it is read.
 *
 * <p>The items of a list ({@code kind: List}, {@code PodList} and the like) arrive one by one as documents of their own,
 * with the number of the document they stand in; the list itself does not arrive.
 */
public interface DocumentHandler {
    /** An object. {@code document} counts from 1 within the source. */
    void document(Tree.Mapping object, int document);

    /** Something that could not be read; reading goes on behind it as far as the syntax permits. */
    void trouble(int document, int line, String message);
}
