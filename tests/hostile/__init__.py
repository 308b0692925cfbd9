"""What somebody who means harm, or a program that went mad, might put into content; made by code, so that nothing of it lies about."""
